-- reads resolve_placed and resolve_own: every naming with its site; of those that no reference knows, a shorter one joins
-- the one fuller naming that it agrees with: first within a street, then those that name no street
CREATE OR REPLACE TEMP TABLE resolve_sited AS
WITH within_pair AS (
    SELECT a.sign, b.site
    FROM resolve_own AS a
    JOIN resolve_own AS b ON a.street = b.street AND a.compound = b.compound
    WHERE a.number IS NULL AND b.road IS NOT NULL AND b.number IS NOT NULL AND coalesce(a.road = b.road, true)
),
within AS (
    SELECT sign, min(site) AS site
    FROM within_pair
    GROUP BY sign
    HAVING count(DISTINCT site) = 1
),
streeted AS (
    SELECT own.* REPLACE (coalesce(within.site, own.site) AS site)
    FROM resolve_own AS own
    LEFT JOIN within ON within.sign = own.sign
),
without_pair AS (
    SELECT a.sign, b.site
    FROM streeted AS a
    JOIN streeted AS b ON a.compound = b.compound
    WHERE a.street IS NULL AND b.street IS NOT NULL
        AND coalesce(a.road = b.road, true) AND coalesce(a.number = b.number, true)
    UNION
    SELECT a.sign, b.site
    FROM streeted AS a
    JOIN streeted AS b ON a.road = b.road AND a.number = b.number
    WHERE a.street IS NULL AND b.street IS NOT NULL AND coalesce(a.compound = b.compound, true)
    UNION
    SELECT a.sign, b.site
    FROM streeted AS a
    JOIN streeted AS b ON a.compound = b.compound AND b.street IS NULL
    WHERE a.street IS NULL AND a.number IS NULL AND b.road IS NOT NULL AND b.number IS NOT NULL
        AND coalesce(a.road = b.road, true)
),
anywhere AS (
    SELECT sign, min(site) AS site
    FROM without_pair
    GROUP BY sign
    HAVING count(DISTINCT site) = 1
)
SELECT sign, site, score, true AS is_known
FROM resolve_placed
UNION ALL
SELECT streeted.sign, coalesce(anywhere.site, streeted.site), 0, false
FROM streeted
LEFT JOIN anywhere ON anywhere.sign = streeted.sign
