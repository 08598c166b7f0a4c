-- reads resolve_place: the buildings, units and rooms of a site that have the numbers given
WITH RECURSIVE inside AS (
    SELECT address_id, level, building, unit, room
    FROM resolve_place
    WHERE address_id = $site
    UNION ALL
    SELECT place.address_id, place.level, place.building, place.unit, place.room
    FROM resolve_place AS place
    JOIN inside ON place.parent_address_id = inside.address_id
    WHERE coalesce(place.building = $building, true) AND coalesce(place.unit = $unit, true)
        AND coalesce(place.room = $room, true)
)
SELECT address_id, level
FROM inside
ORDER BY address_id
