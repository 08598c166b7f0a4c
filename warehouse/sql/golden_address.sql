-- reads place, address_choice, address_count and place_grid: every place of the tree, with what records add to it
INSERT INTO draft.address BY NAME
SELECT
    place.* EXCLUDE (cluster_id, parent_cluster_id),
    choice.address_code.value AS address_code,
    choice.longitude.value AS longitude,
    choice.latitude.value AS latitude,
    choice.floor_area_m2.value AS floor_area_m2,
    choice.usage_type.value AS usage_type,
    choice.is_active.value AS is_active,
    place_grid.grid_code,
    coalesce(counts.record_count, 0) AS record_count,
    coalesce(counts.system_count, 0) AS system_count
FROM place_scope AS place
LEFT JOIN address_choice AS choice ON choice.address_id = place.address_id
LEFT JOIN address_count AS counts ON counts.address_id = place.address_id
LEFT JOIN place_grid ON place_grid.address_id = place.address_id
ORDER BY place.address_id
