-- reads place, place_building, the draft's provenance, address_record and grid_mention: the grid of each place, as its
-- own records state it; or as those of its building or house number do, if they agree; or that of its community, if it
-- has one only
CREATE OR REPLACE TEMP TABLE place_grid AS
WITH
own AS (
    SELECT winner.address_id, record.grid_code
    FROM draft.address_provenance AS winner
    JOIN address_record AS record ON record.record_id = winner.record_id
    WHERE winner.field = 'grid_code'
),

stated AS (
    SELECT place_building.building_id, any_value(own.grid_code) AS grid_code
    FROM own
    JOIN place_building ON place_building.address_id = own.address_id
    WHERE place_building.building_id IS NOT NULL
    GROUP BY place_building.building_id
    HAVING count(DISTINCT own.grid_code) = 1
),

only_one AS (
    SELECT street, community, any_value(grid_code) AS grid_code
    FROM grid_mention
    GROUP BY street, community
    HAVING count(DISTINCT grid_code) = 1
)

SELECT place.address_id, coalesce(own.grid_code, stated.grid_code, only_one.grid_code) AS grid_code
FROM place
LEFT JOIN own ON own.address_id = place.address_id
LEFT JOIN place_building ON place_building.address_id = place.address_id
LEFT JOIN stated ON stated.building_id = place_building.building_id
LEFT JOIN only_one ON only_one.street = place.street AND only_one.community = place.community
