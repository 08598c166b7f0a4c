-- reads resolve_reference: roads of one name in several streets that are several roads, since a house number occurs in two
CREATE OR REPLACE TEMP TABLE resolve_road AS
SELECT road
FROM (
    SELECT road, number
    FROM resolve_reference
    WHERE road IS NOT NULL AND number IS NOT NULL AND street IS NOT NULL
    GROUP BY road, number
    HAVING count(DISTINCT street) > 1
)
GROUP BY road
