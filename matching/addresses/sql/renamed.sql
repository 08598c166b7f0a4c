-- reads resolve_reading and resolve_rename: the readings with official names in the place of others
CREATE OR REPLACE TEMP TABLE resolve_reading AS
SELECT
    reading.* REPLACE (
        coalesce(road.official, reading.road) AS road,
        coalesce(crossing.official, reading.crossing) AS crossing,
        coalesce(compound.official, reading.compound) AS compound,
        coalesce(compound.rule, road.rule, crossing.rule, reading.rule) AS rule
    )
FROM resolve_reading AS reading
LEFT JOIN resolve_rename AS road ON road.part = 'road' AND road.name = reading.road
LEFT JOIN resolve_rename AS crossing ON crossing.part = 'road' AND crossing.name = reading.crossing
LEFT JOIN resolve_rename AS compound ON compound.part = 'compound' AND compound.name = reading.compound
