-- reads resolve_input and resolve_part_values (part, raw, value): the reference with its parts made uniform
CREATE OR REPLACE TEMP TABLE resolve_reference AS
WITH uniform AS (
    SELECT
        input.record_id,
        input.system,
        input.address_code,
        input.division_code,
        nullif(street.value, '') AS street,
        nullif(community.value, '') AS community,
        nullif(road.value, '') AS road,
        nullif(number.value, '') AS number,
        nullif(compound.value, '') AS compound,
        nullif(building.value, '') AS building,
        nullif(unit.value, '') AS unit,
        nullif(room.value, '') AS room,
        coalesce(regexp_full_match(road.value, '[0-9]+组'), false) AS road_is_group,
        coalesce(regexp_full_match(compound.value, '[0-9]+组'), false) AS compound_is_group,
        -- a village's road that is none: the natural village
        coalesce(
            community.value LIKE '%村' AND compound.raw IS NULL
            AND NOT regexp_matches(road.value, '(路|街|道|弄|巷|胡同|线|组)$'),
            false
        ) AS road_is_hamlet
    FROM resolve_input AS input
    LEFT JOIN resolve_part_values AS street ON street.part = 'street' AND street.raw = input.street
    LEFT JOIN resolve_part_values AS community ON community.part = 'community' AND community.raw = input.community
    LEFT JOIN resolve_part_values AS road ON road.part = 'road' AND road.raw = input.road
    LEFT JOIN resolve_part_values AS number ON number.part = 'road_number' AND number.raw = input.road_number
    LEFT JOIN resolve_part_values AS compound ON compound.part = 'compound' AND compound.raw = input.compound
    LEFT JOIN resolve_part_values AS building ON building.part = 'building' AND building.raw = input.building
    LEFT JOIN resolve_part_values AS unit ON unit.part = 'unit' AND unit.raw = input.unit
    LEFT JOIN resolve_part_values AS room ON room.part = 'room' AND room.raw = input.room
    WHERE coalesce(input.street, input.community, input.road, input.compound) IS NOT NULL
)
SELECT
    uniform.* EXCLUDE (road_is_group, compound_is_group, road_is_hamlet)
    REPLACE (
        CASE WHEN NOT road_is_group AND NOT road_is_hamlet THEN road END AS road,
        CASE WHEN NOT compound_is_group THEN compound END AS compound
    ),
    CASE WHEN road_is_group THEN road WHEN compound_is_group THEN compound END AS grp,
    CASE WHEN road_is_hamlet THEN road END AS hamlet
FROM uniform
