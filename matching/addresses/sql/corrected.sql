-- reads resolve_naming and resolve_near (part, name, street, official, rule): the namings with misspelt names of the
-- district put right
CREATE OR REPLACE TEMP TABLE resolve_naming AS
SELECT
    naming.* REPLACE (
        coalesce(street.official, naming.street) AS street,
        coalesce(community.official, naming.community) AS community,
        coalesce(road.official, naming.road) AS road,
        coalesce(crossing.official, naming.crossing) AS crossing,
        coalesce(compound.official, naming.compound) AS compound,
        coalesce(compound.rule, road.rule, crossing.rule, community.rule, street.rule, naming.rule) AS rule
    )
FROM resolve_naming AS naming
LEFT JOIN resolve_near AS street
    ON street.part = 'street' AND street.name = CASE WHEN naming.outside IS NULL THEN naming.street END
LEFT JOIN resolve_near AS community
    ON community.part = 'community' AND community.name = CASE WHEN naming.outside IS NULL THEN naming.community END
    AND coalesce(community.street, '') = coalesce(naming.street, '')
LEFT JOIN resolve_near AS road
    ON road.part = 'road' AND road.name = CASE WHEN naming.outside IS NULL THEN naming.road END
    AND coalesce(road.street, '') = coalesce(naming.street, '')
LEFT JOIN resolve_near AS crossing
    ON crossing.part = 'road' AND crossing.name = CASE WHEN naming.outside IS NULL THEN naming.crossing END
    AND coalesce(crossing.street, '') = coalesce(naming.street, '')
LEFT JOIN resolve_near AS compound
    ON compound.part = 'compound' AND compound.name = CASE WHEN naming.outside IS NULL THEN naming.compound END
    AND coalesce(compound.street, '') = coalesce(naming.street, '')
