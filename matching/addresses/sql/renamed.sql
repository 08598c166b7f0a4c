-- reads resolve_reading and resolve_rename: the readings with official names in the place of others; a name with a phase
-- (二期, 西区) follows the name without it
CREATE OR REPLACE TEMP TABLE resolve_reading AS
SELECT
    reading.* REPLACE (
        coalesce(road.official, reading.road) AS road,
        coalesce(crossing.official, reading.crossing) AS crossing,
        coalesce(
            compound.official,
            base.official || regexp_extract(reading.compound, '([0-9]+期|[东南西北中][区苑园])$'),
            reading.compound
        ) AS compound,
        coalesce(compound.rule, base.rule, road.rule, crossing.rule, reading.rule) AS rule
    )
FROM resolve_reading AS reading
LEFT JOIN resolve_rename AS road ON road.part = 'road' AND road.name = reading.road
LEFT JOIN resolve_rename AS crossing ON crossing.part = 'road' AND crossing.name = reading.crossing
LEFT JOIN resolve_rename AS compound ON compound.part = 'compound' AND compound.name = reading.compound
LEFT JOIN resolve_rename AS base
    ON base.part = 'compound'
    AND base.name = nullif(regexp_extract(reading.compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1), '')
