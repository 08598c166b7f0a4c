-- reads resolve_naming, resolve_rename, resolve_known: the namings with official names in the place of others, in the district; a name with
-- a phase (二期, 西区) follows the name without it, unless it is official itself or the other name has a phase of its own
CREATE OR REPLACE TEMP TABLE resolve_naming AS
WITH base AS (
    SELECT name, official, rule
    FROM resolve_rename
    WHERE part = 'compound' AND NOT regexp_matches(official, '([0-9]+期|[东南西北中][区苑园])$')
),
official AS (
    SELECT DISTINCT compound FROM resolve_known WHERE compound IS NOT NULL
)
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
LEFT JOIN resolve_rename AS road ON road.part = 'road' AND road.name = CASE WHEN naming.outside IS NULL THEN naming.road END
LEFT JOIN resolve_rename AS crossing
    ON crossing.part = 'road' AND crossing.name = CASE WHEN naming.outside IS NULL THEN naming.crossing END
LEFT JOIN resolve_rename AS compound
    ON compound.part = 'compound' AND compound.name = CASE WHEN naming.outside IS NULL THEN naming.compound END
LEFT JOIN official ON official.compound = naming.compound
LEFT JOIN base
    ON base.name = CASE
        WHEN naming.outside IS NULL AND official.compound IS NULL
            THEN nullif(regexp_extract(naming.compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1), '')
    END
