-- reads resolve_names (the names of the gazetteer), resolve_reference, resolve_other_name: one row a name and
-- place, with the systems that have it: in the parts of a record, or in the register of names
CREATE OR REPLACE TEMP TABLE resolve_name AS
WITH place AS (
    SELECT DISTINCT street, community, hamlet, road, compound, system
    FROM resolve_reference
),
stated AS (
    SELECT 'street' AS part, street AS name, street, NULL AS community, system FROM place
    UNION ALL
    SELECT 'community', community, street, community, system FROM place
    UNION ALL
    SELECT 'hamlet', hamlet, street, community, system FROM place
    UNION ALL
    SELECT 'road', road, street, community, system FROM place
    UNION ALL
    SELECT 'compound', compound, street, community, system FROM place
),
source AS (
    SELECT part, name, coalesce(street, '') AS street, coalesce(community, '') AS community, list(DISTINCT system) AS systems
    FROM stated
    WHERE name IS NOT NULL
    GROUP BY ALL
),
registered AS (
    SELECT part, official, street, community, list(DISTINCT system) AS systems
    FROM resolve_other_name
    GROUP BY ALL
)
SELECT
    names.part,
    names.name,
    names.official,
    names.street,
    names.community,
    first(names.kind ORDER BY list_position(['official', 'former', 'alternative', 'variant'], names.kind)) AS kind,
    list_sort(list_distinct(flatten(list(
        coalesce(CASE WHEN names.kind IN ('former', 'alternative') THEN registered.systems END, source.systems, registered.systems, [])
    )))) AS systems
FROM resolve_names AS names
LEFT JOIN source
    ON source.part = names.part AND source.name = names.official AND source.street = names.street
    AND source.community = names.community
LEFT JOIN registered
    ON registered.part = names.part AND registered.official = names.official AND registered.street = names.street
    AND registered.community = names.community
GROUP BY ALL
