-- reads resolve_kept and resolve_altered_head: one row a naming that a text has; but those of other districts that are known
-- and read as before stand for what they stood for
CREATE OR REPLACE TEMP TABLE resolve_naming AS
WITH met AS (
    SELECT naming_id, bool_or(coalesce(building, unit, room) IS NOT NULL) AS has_inner
    FROM resolve_kept.text
    WHERE naming_id IS NOT NULL
    GROUP BY naming_id
)
SELECT
    naming.naming_id,
    naming.head_id,
    naming.in_hamlet,
    naming.reading_number,
    met.has_inner,
    head.outside,
    head.street,
    head.community,
    head.grp,
    CASE WHEN naming.in_hamlet THEN head.hamlet ELSE head.named_hamlet END AS hamlet,
    head.road,
    head.crossing,
    nullif(naming.reading_number, '') AS number,
    CASE WHEN NOT naming.in_hamlet THEN head.compound END AS compound,
    'text' AS rule,
    NULL::VARCHAR AS sign
FROM met
JOIN resolve_kept.naming AS naming ON naming.naming_id = met.naming_id
JOIN resolve_kept.head AS head ON head.head_id = naming.head_id
LEFT JOIN resolve_kept.named AS known ON known.naming_id = met.naming_id
WHERE head.outside IS NULL OR known.naming_id IS NULL OR head.head_id IN (SELECT head_id FROM resolve_altered_head)
