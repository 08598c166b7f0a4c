-- reads resolve_mention and resolve_part_values (part, raw, value): the reference records with their parts made uniform
CREATE OR REPLACE TEMP TABLE resolve_reference AS
SELECT
    mention.record_id,
    mention.address_code,
    mention.division_code,
    mention.text,
    nullif(street.value, '') AS street,
    nullif(community.value, '') AS community,
    CASE
        WHEN regexp_full_match(road.value, '[0-9]+组') THEN road.value
        WHEN regexp_full_match(compound.value, '[0-9]+组') THEN compound.value
    END AS grp,
    -- a village's road that is none: the natural village
    CASE
        WHEN community.value LIKE '%村' AND compound.raw IS NULL
            AND NOT regexp_matches(road.value, '(路|街|道|弄|巷|胡同|线|组)$')
            THEN nullif(road.value, '')
    END AS hamlet,
    CASE
        WHEN regexp_full_match(road.value, '[0-9]+组|') THEN NULL
        WHEN community.value LIKE '%村' AND compound.raw IS NULL
            AND NOT regexp_matches(road.value, '(路|街|道|弄|巷|胡同|线|组)$')
            THEN NULL
        ELSE road.value
    END AS road,
    nullif(number.value, '') AS number,
    CASE WHEN NOT regexp_full_match(compound.value, '[0-9]+组|') THEN compound.value END AS compound,
    nullif(building.value, '') AS building,
    nullif(unit.value, '') AS unit,
    nullif(room.value, '') AS room
FROM resolve_mention AS mention
LEFT JOIN resolve_part_values AS street ON street.part = 'street' AND street.raw = mention.street
LEFT JOIN resolve_part_values AS community ON community.part = 'community' AND community.raw = mention.community
LEFT JOIN resolve_part_values AS road ON road.part = 'road' AND road.raw = mention.road
LEFT JOIN resolve_part_values AS number ON number.part = 'road_number' AND number.raw = mention.road_number
LEFT JOIN resolve_part_values AS compound ON compound.part = 'compound' AND compound.raw = mention.compound
LEFT JOIN resolve_part_values AS building ON building.part = 'building' AND building.raw = mention.building
LEFT JOIN resolve_part_values AS unit ON unit.part = 'unit' AND unit.raw = mention.unit
LEFT JOIN resolve_part_values AS room ON room.part = 'room' AND room.raw = mention.room
WHERE mention.is_reference
