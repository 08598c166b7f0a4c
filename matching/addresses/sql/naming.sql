-- reads resolve_reading and resolve_head: one row a distinct naming of a place, down to its number
CREATE OR REPLACE TEMP TABLE resolve_naming AS
WITH named AS (
    SELECT head_id, in_hamlet, number, bool_or(coalesce(building, unit, room) IS NOT NULL) AS has_inner
    FROM resolve_reading
    GROUP BY ALL
)
SELECT
    (row_number() OVER ())::INTEGER AS naming_id,
    named.head_id,
    named.in_hamlet,
    named.number AS reading_number,
    named.has_inner,
    head.outside,
    head.street,
    head.community,
    head.grp,
    CASE WHEN named.in_hamlet THEN head.hamlet ELSE head.named_hamlet END AS hamlet,
    head.road,
    head.crossing,
    nullif(named.number, '') AS number,
    CASE WHEN NOT named.in_hamlet THEN head.compound END AS compound,
    'text' AS rule,
    NULL::VARCHAR AS sign
FROM named
JOIN resolve_head AS head ON head.head_id = named.head_id
