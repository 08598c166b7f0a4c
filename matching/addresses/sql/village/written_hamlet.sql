-- reads resolve_reference and resolve_hamlet_like (names that may be natural villages): the reference with natural villages in
-- their own column; a name among compounds or roads is one where a group stands beside it or where the village has it as one
-- elsewhere, and among compounds also where two houses bear it, but not where what bears it has buildings or also a road
CREATE OR REPLACE TEMP TABLE resolve_reference AS
WITH bearer AS (
    SELECT
        coalesce(street, '') AS street,
        community,
        coalesce(written_compound, written_road) AS name,
        written_road IS NULL AS is_compound,
        grp,
        number,
        building IS NOT NULL OR (written_road IS NOT NULL AND written_compound IS NOT NULL) AS has_more
    FROM resolve_reference
    WHERE coalesce(written_compound, written_road) IS NOT NULL AND community LIKE '%村'
),
village_name AS (
    SELECT DISTINCT coalesce(street, '') AS street, community, hamlet AS name
    FROM resolve_reference
    WHERE hamlet IS NOT NULL AND written_compound IS NULL AND written_road IS NULL
),
found AS (
    SELECT bearer.street, bearer.community, bearer.name
    FROM bearer
    SEMI JOIN resolve_hamlet_like AS hamlet ON hamlet.name = bearer.name
    LEFT JOIN village_name
        ON village_name.street = bearer.street AND village_name.community = bearer.community AND village_name.name = bearer.name
    GROUP BY ALL
    HAVING NOT bool_or(bearer.has_more)
        AND (
            bool_or(bearer.grp IS NOT NULL OR village_name.name IS NOT NULL)
            OR count(DISTINCT bearer.number) FILTER (bearer.is_compound) > 1
        )
),
told AS (
    SELECT
        reference.*,
        found.name AS found
    FROM resolve_reference AS reference
    LEFT JOIN found
        ON found.street = coalesce(reference.street, '') AND found.community = reference.community
        AND found.name = coalesce(reference.written_compound, reference.written_road) AND reference.number IS NOT NULL
)
SELECT
    told.* EXCLUDE (found)
    REPLACE (
        CASE WHEN found IS NULL THEN written_compound END AS compound,
        CASE WHEN found IS NULL THEN written_road END AS road,
        CASE WHEN coalesce(written_compound, written_road) IS NULL THEN hamlet ELSE found END AS hamlet
    )
FROM told
