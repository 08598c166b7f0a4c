-- reads resolve_cell, resolve_moved and resolve_kept.claim: into resolve_claim all others of the places concerned
INSERT INTO resolve_claim BY NAME
WITH other AS (
    SELECT claim.*, site_id IS NOT NULL AS is_site,
    coalesce(site_id, area_id, 0) AS place,
    CASE WHEN site_id IS NOT NULL THEN building ELSE '' END AS cell_building,
    CASE WHEN site_id IS NOT NULL THEN room ELSE '' END AS cell_room
    FROM resolve_kept.claim AS claim
    ANTI JOIN resolve_moved AS moved ON moved.record_id = claim.record_id
)
SELECT other.* EXCLUDE (is_site, place, cell_building, cell_room)
FROM other
SEMI JOIN resolve_cell AS cell
    ON cell.is_site = other.is_site AND cell.place = other.place AND cell.building = other.cell_building
    AND cell.room = other.cell_room
