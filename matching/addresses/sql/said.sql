-- reads resolve_met and resolve_head: what each head says with each number behind it
CREATE OR REPLACE TEMP TABLE resolve_said AS
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
FROM resolve_met AS met
JOIN resolve_head AS head ON head.head_id = met.head_id
