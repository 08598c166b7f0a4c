-- reads resolve_kept: one row a naming that a text has; but those of other districts that are known stand for what they stood for
CREATE OR REPLACE TEMP TABLE resolve_naming AS
WITH met AS (
    SELECT naming_id, bool_or(coalesce(building, unit, room) IS NOT NULL) AS has_inner
    FROM resolve_kept.text
    WHERE naming_id IS NOT NULL
    GROUP BY naming_id
),
looked_at AS (
    SELECT met.*
    FROM met
    ANTI JOIN (SELECT naming_id FROM resolve_kept.named WHERE is_outside) AS settled ON settled.naming_id = met.naming_id
)
SELECT content.*, looked_at.has_inner, 'text' AS rule, NULL::VARCHAR AS sign
FROM looked_at
JOIN resolve_kept.content AS content ON content.naming_id = looked_at.naming_id
