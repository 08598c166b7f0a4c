-- reads resolve_reading and resolve_near (part, name, street, official, rule): the readings with misspelt names put right
CREATE OR REPLACE TEMP TABLE resolve_reading AS
SELECT
    reading.* REPLACE (
        coalesce(street.official, reading.street) AS street,
        coalesce(community.official, reading.community) AS community,
        coalesce(road.official, reading.road) AS road,
        coalesce(crossing.official, reading.crossing) AS crossing,
        coalesce(compound.official, reading.compound) AS compound,
        coalesce(compound.rule, road.rule, crossing.rule, community.rule, street.rule, reading.rule) AS rule
    )
FROM resolve_reading AS reading
LEFT JOIN resolve_near AS street ON street.part = 'street' AND street.name = reading.street
LEFT JOIN resolve_near AS community
    ON community.part = 'community' AND community.name = reading.community
    AND coalesce(community.street, '') = coalesce(reading.street, '')
LEFT JOIN resolve_near AS road
    ON road.part = 'road' AND road.name = reading.road AND coalesce(road.street, '') = coalesce(reading.street, '')
LEFT JOIN resolve_near AS crossing
    ON crossing.part = 'road' AND crossing.name = reading.crossing
    AND coalesce(crossing.street, '') = coalesce(reading.street, '')
LEFT JOIN resolve_near AS compound
    ON compound.part = 'compound' AND compound.name = reading.compound
    AND coalesce(compound.street, '') = coalesce(reading.street, '')
