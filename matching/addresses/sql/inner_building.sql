-- reads resolve_claim and changes it: the building of a room that was left out, where the site has only one
WITH building AS (
    SELECT site_id, min(building) AS building
    FROM resolve_claim
    WHERE building <> '' AND is_known AND site_id IS NOT NULL
    GROUP BY site_id
    HAVING min(building) = max(building)
)
UPDATE resolve_claim AS claim
SET building = building.building
FROM building
WHERE building.site_id = claim.site_id AND claim.room <> '' AND claim.building = ''
