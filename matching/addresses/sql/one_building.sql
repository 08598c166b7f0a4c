-- reads resolve_claimed: the building of each site that has only one
CREATE OR REPLACE TEMP TABLE resolve_one_building AS
SELECT site_id, min(building) AS building
FROM resolve_claimed
WHERE building <> '' AND is_known AND site_id IS NOT NULL
GROUP BY site_id
HAVING min(building) = max(building)
