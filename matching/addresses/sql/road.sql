-- reads resolve_reference: roads of one name in several streets that are several roads: a house number occurs in two
-- streets, or the register of names has the road in two
CREATE OR REPLACE TEMP TABLE resolve_road AS
SELECT road
FROM resolve_reference
WHERE road IS NOT NULL AND street IS NOT NULL AND number IS NOT NULL
GROUP BY road, number
HAVING count(DISTINCT street) > 1
UNION
SELECT road
FROM resolve_reference
WHERE road IS NOT NULL AND street IS NOT NULL AND number IS NULL AND compound IS NULL
GROUP BY road
HAVING count(DISTINCT street) > 1
