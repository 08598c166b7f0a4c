-- reads resolve_naming and resolve_reference: the namings with the street that their community or road alone lies in
CREATE OR REPLACE TEMP TABLE resolve_naming AS
WITH community AS (
    SELECT community, min(street) AS street
    FROM resolve_reference
    WHERE community IS NOT NULL AND street IS NOT NULL
    GROUP BY community
    HAVING count(DISTINCT street) = 1
),
road AS (
    SELECT road, min(street) AS street
    FROM resolve_reference
    WHERE road IS NOT NULL AND street IS NOT NULL
    GROUP BY road
    HAVING count(DISTINCT street) = 1
)
SELECT
    naming.* REPLACE (
        CASE WHEN outside IS NULL THEN coalesce(naming.street, community.street, road.street) ELSE naming.street END AS street
    )
FROM resolve_naming AS naming
LEFT JOIN community ON community.community = naming.community
LEFT JOIN road ON road.road = naming.road
