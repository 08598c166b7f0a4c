-- reads resolve_input and resolve_part_values (part, raw, value): the reference with its parts made uniform
CREATE OR REPLACE TEMP TABLE resolve_reference AS
WITH uniform AS (
    SELECT
        input.record_id,
        input.system,
        input.address_code,
        input.division_code,
        input.address_text,
        nullif(street.value, '') AS street,
        nullif(community.value, '') AS community,
        nullif(road.value, '') AS road,
        nullif(number.value, '') AS number,
        nullif(compound.value, '') AS compound,
        nullif(building.value, '') AS building,
        nullif(unit.value, '') AS unit,
        nullif(room.value, '') AS room,
        -- 3组46号, and nothing in the column of numbers
        nullif(regexp_extract(CASE WHEN coalesce(number.value, '') = '' THEN road.value END, '([0-9]+(-[0-9]+)?)号$', 1), '')
            AS road_number,
        regexp_extract(road.value, '^[0-9]+组') AS road_group,
        coalesce(regexp_full_match(compound.value, '[0-9]+组'), false) AS compound_is_group
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
),
-- 5组莫家湾: a group, and the road or natural village behind it
grouped AS (
    SELECT
        uniform.* EXCLUDE (road_group, road_number, compound_is_group)
        REPLACE (
            nullif(road[length(road_group) + 1:-coalesce(length(road_number) + 2, 1)], '') AS road,
            coalesce(number, road_number) AS number,
            CASE WHEN NOT compound_is_group THEN compound END AS compound
        ),
        CASE WHEN road_group <> '' THEN road_group WHEN compound_is_group THEN compound END AS grp
    FROM uniform
),
-- a village's road that is none: the natural village
named AS (
    SELECT
        *,
        coalesce(
            community LIKE '%村' AND compound IS NULL AND NOT regexp_matches(road, '(路|街|道|弄|巷|胡同|线|组)$'), false
        ) AS road_is_hamlet
    FROM grouped
)
SELECT
    named.* EXCLUDE (road_is_hamlet, address_text)
    REPLACE (
        CASE WHEN NOT road_is_hamlet THEN road END AS road,
        -- the group that only the text has, before the natural village
        CASE WHEN road_is_hamlet
            THEN coalesce(grp, nullif(regexp_extract(split_part(address_text, road, 1), '[0-9]{1,3}组$'), '')) ELSE grp END AS grp
    ),
    CASE WHEN road_is_hamlet THEN road END AS hamlet,
    compound AS written_compound,
    CASE WHEN NOT road_is_hamlet THEN road END AS written_road
FROM named
