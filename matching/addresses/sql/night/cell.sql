-- reads resolve_claim, resolve_moved and resolve_kept.claim: the rooms, buildings, sites and areas that records came to or left
CREATE OR REPLACE TEMP TABLE resolve_cell AS
WITH claim AS (
    SELECT site_id, area_id, building, room FROM resolve_claim
    UNION ALL
    SELECT site_id, area_id, building, room
    FROM resolve_kept.claim
    WHERE record_id IN (SELECT record_id FROM resolve_moved)
)
SELECT DISTINCT
    site_id IS NOT NULL AS is_site,
    coalesce(site_id, area_id, 0) AS place,
    CASE WHEN site_id IS NOT NULL THEN building ELSE '' END AS building,
    CASE WHEN site_id IS NOT NULL THEN room ELSE '' END AS room
FROM claim
