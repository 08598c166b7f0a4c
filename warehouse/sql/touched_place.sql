-- reads place and the addresses of the release before: places that are new, gone or placed otherwise are touched too
INSERT INTO address_touched
WITH
now AS (
    SELECT * EXCLUDE (cluster_id, parent_cluster_id)
    FROM place
),

before AS (
    SELECT * EXCLUDE (
        address_code, longitude, latitude, floor_area_m2, usage_type, is_active, grid_code, record_count, system_count
    )
    FROM previous.address
)

SELECT coalesce(now.address_id, before.address_id) AS address_id
FROM before
FULL JOIN now ON now.address_id = before.address_id
WHERE before IS DISTINCT FROM now
EXCEPT
SELECT address_id FROM address_touched
