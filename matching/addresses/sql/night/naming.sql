-- reads resolve_kept and resolve_altered_head: one row a naming that a text has; but those of other districts that are known
-- and read as before stand for what they stood for
CREATE OR REPLACE TEMP TABLE resolve_naming AS
WITH settled AS (
    SELECT named.naming_id
    FROM resolve_kept.named AS named
    JOIN resolve_kept.naming AS naming ON naming.naming_id = named.naming_id
    ANTI JOIN resolve_altered_head AS altered ON altered.head_id = naming.head_id
    WHERE named.is_outside
),
met AS (
    SELECT naming_id, bool_or(coalesce(building, unit, room) IS NOT NULL) AS has_inner
    FROM resolve_kept.text
    WHERE naming_id IS NOT NULL
    GROUP BY naming_id
),
looked_at AS (
    SELECT naming.*, met.has_inner
    FROM met
    JOIN resolve_kept.naming AS naming ON naming.naming_id = met.naming_id
    ANTI JOIN settled ON settled.naming_id = met.naming_id
)
SELECT
    naming.naming_id,
    naming.head_id,
    naming.in_hamlet,
    naming.reading_number,
    naming.has_inner,
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
FROM looked_at AS naming
JOIN resolve_kept.head AS head ON head.head_id = naming.head_id
