-- reads place, place_building, address_choice and grid_mention: the grid of each place, as its own records state it; or
-- as those of its building or house number do, if they agree; or that of its community, if it has one only
CREATE OR REPLACE TEMP TABLE place_grid AS
WITH
stated AS (
    SELECT place_building.building_id, any_value(choice.grid_code.value) AS grid_code
    FROM address_choice AS choice
    JOIN place_building ON place_building.address_id = choice.address_id
    WHERE choice.grid_code.value IS NOT NULL AND place_building.building_id IS NOT NULL
    GROUP BY place_building.building_id
    HAVING count(DISTINCT choice.grid_code.value) = 1
),

only_one AS (
    SELECT street, community, any_value(grid_code) AS grid_code
    FROM grid_mention
    GROUP BY street, community
    HAVING count(DISTINCT grid_code) = 1
)

SELECT place.address_id, coalesce(choice.grid_code.value, stated.grid_code, only_one.grid_code) AS grid_code
FROM place
LEFT JOIN address_choice AS choice ON choice.address_id = place.address_id
LEFT JOIN place_building ON place_building.address_id = place.address_id
LEFT JOIN stated ON stated.building_id = place_building.building_id
LEFT JOIN only_one ON only_one.street = place.street AND only_one.community = place.community
