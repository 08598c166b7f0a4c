-- reads resolve_placed and resolve_own: every naming with its site; a shorter naming joins the one fuller naming it agrees with
CREATE OR REPLACE TEMP TABLE resolve_sited AS
WITH sized AS (
    SELECT *, (street IS NOT NULL)::INT + (road IS NOT NULL)::INT + (number IS NOT NULL)::INT + (compound IS NOT NULL)::INT AS size
    FROM resolve_own
),
pair AS (
    SELECT a.sign, b.site, b.size
    FROM sized AS a
    JOIN sized AS b ON a.compound = b.compound
    WHERE b.size > a.size
        AND coalesce(a.street = b.street, true) AND coalesce(a.road = b.road, true) AND coalesce(a.number = b.number, true)
        AND b.street IS NOT NULL
    UNION
    SELECT a.sign, b.site, b.size
    FROM sized AS a
    JOIN sized AS b ON a.road = b.road AND a.number = b.number
    WHERE b.size > a.size AND a.street IS NULL AND b.street IS NOT NULL AND coalesce(a.compound = b.compound, true)
),
fuller AS (
    SELECT sign, min(site) AS site
    FROM pair
    GROUP BY sign
    HAVING count(DISTINCT site) = 1
)
SELECT sign, site, score, true AS is_known
FROM resolve_placed
UNION ALL
SELECT own.sign, coalesce(fuller.site, own.site), 0, false
FROM resolve_own AS own
LEFT JOIN fuller ON fuller.sign = own.sign
