-- reads resolve_one_building and changes resolve_claim: the building of a room that was left out, where the site has only one
UPDATE resolve_claim AS claim
SET building = building.building, is_filled = true
FROM resolve_one_building AS building
WHERE building.site_id = claim.site_id AND claim.room <> '' AND claim.building = ''
