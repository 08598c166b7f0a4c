-- reads place: every place that is a dwelling or lies in one, with the building or house number it lies in (or is)
CREATE OR REPLACE TEMP TABLE place_building AS
WITH RECURSIVE
climb AS (
    SELECT address_id, address_id AS ancestor_id, parent_address_id, level, 0 AS steps
    FROM place
    WHERE level IN ('number', 'building', 'unit', 'room')
    UNION ALL
    SELECT climb.address_id, place.address_id, place.parent_address_id, place.level, steps + 1
    FROM climb
    JOIN place ON place.address_id = climb.parent_address_id
    WHERE climb.level IN ('unit', 'room') AND steps < 4
)

SELECT address_id, arg_max(ancestor_id, steps) FILTER (level IN ('number', 'building')) AS building_id
FROM climb
GROUP BY address_id
