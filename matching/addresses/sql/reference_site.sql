-- reads resolve_reference: the sites of the reference with every street, community, road, number and name each goes by;
-- a village's groups tell houses apart only where two groups have the same number
CREATE OR REPLACE TEMP TABLE resolve_reference AS
WITH grouped AS (
    SELECT
        *,
        count(DISTINCT grp) OVER (PARTITION BY street, community, number, compound, road) > 1 AS by_group
    FROM resolve_reference
)
SELECT
    * EXCLUDE (by_group),
    CASE
        WHEN compound IS NOT NULL THEN concat_ws('|', 'C', coalesce(street, ''), compound)
        WHEN number IS NULL THEN NULL
        WHEN road IS NOT NULL THEN concat_ws('|', 'N', coalesce(street, ''), road, number)
        ELSE concat_ws('|', 'V', coalesce(street, ''), coalesce(community, ''), CASE WHEN by_group THEN coalesce(grp, '') ELSE '' END,
            number)
    END AS site
FROM grouped
