-- reads resolve_reading, resolve_head and resolve_kept.naming: what heads say with numbers that they were not met with before
CREATE OR REPLACE TEMP TABLE resolve_said AS
WITH met AS (
    SELECT DISTINCT head_id, in_hamlet, number AS reading_number FROM resolve_reading
    EXCEPT
    SELECT head_id, in_hamlet, reading_number FROM resolve_kept.naming
)
SELECT
    met.*,
    head.outside,
    head.street,
    head.community,
    head.grp,
    CASE WHEN met.in_hamlet THEN head.hamlet ELSE head.named_hamlet END AS hamlet,
    head.road,
    head.crossing,
    nullif(met.reading_number, '') AS number,
    CASE WHEN NOT met.in_hamlet THEN head.compound END AS compound
FROM met
JOIN resolve_head AS head ON head.head_id = met.head_id
