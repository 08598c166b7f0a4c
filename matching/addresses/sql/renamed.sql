-- reads resolve_naming and resolve_rename: the namings with official names in the place of others; a name with a phase
-- (二期, 西区) follows the name without it
CREATE OR REPLACE TEMP TABLE resolve_naming AS
SELECT
    naming.* REPLACE (
        coalesce(road.official, naming.road) AS road,
        coalesce(crossing.official, naming.crossing) AS crossing,
        coalesce(
            compound.official,
            base.official || regexp_extract(naming.compound, '([0-9]+期|[东南西北中][区苑园])$'),
            naming.compound
        ) AS compound,
        coalesce(compound.rule, base.rule, road.rule, crossing.rule, naming.rule) AS rule
    )
FROM resolve_naming AS naming
LEFT JOIN resolve_rename AS road ON road.part = 'road' AND road.name = naming.road
LEFT JOIN resolve_rename AS crossing ON crossing.part = 'road' AND crossing.name = naming.crossing
LEFT JOIN resolve_rename AS compound ON compound.part = 'compound' AND compound.name = naming.compound
LEFT JOIN resolve_rename AS base
    ON base.part = 'compound'
    AND base.name = nullif(regexp_extract(naming.compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1), '')
