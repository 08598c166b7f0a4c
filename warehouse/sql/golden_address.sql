-- reads place and address_choice: every place of the tree, with what records add to it
INSERT INTO draft.address BY NAME
SELECT
    place.* EXCLUDE (cluster_id, parent_cluster_id),
    choice.address_code.value AS address_code,
    choice.longitude.value AS longitude,
    choice.latitude.value AS latitude,
    choice.floor_area_m2.value AS floor_area_m2,
    choice.usage_type.value AS usage_type,
    choice.is_active.value AS is_active,
    choice.grid_code.value AS grid_code,
    coalesce(choice.record_count, 0) AS record_count,
    coalesce(choice.system_count, 0) AS system_count
FROM place
LEFT JOIN address_choice AS choice ON choice.address_id = place.address_id
ORDER BY place.address_id
