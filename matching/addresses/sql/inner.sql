-- reads resolve_claim: the claims with a building or unit that was left out, where the site has only one that fits
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH building AS (
    SELECT site, min(building) AS building
    FROM resolve_claim
    WHERE site IS NOT NULL AND building IS NOT NULL AND is_known
    GROUP BY site
    HAVING count(DISTINCT building) = 1
),
housed AS (
    SELECT
        claim.* REPLACE (CASE WHEN claim.room IS NOT NULL THEN coalesce(claim.building, building.building) ELSE claim.building END AS building)
    FROM resolve_claim AS claim
    LEFT JOIN building ON building.site = claim.site
),
unit AS (
    SELECT site, coalesce(building, '') AS building, room, min(unit) AS unit
    FROM housed
    WHERE site IS NOT NULL AND room IS NOT NULL AND unit IS NOT NULL
    GROUP BY ALL
    HAVING count(DISTINCT unit) = 1
)
SELECT housed.* REPLACE (coalesce(housed.unit, unit.unit) AS unit)
FROM housed
LEFT JOIN unit
    ON unit.site = housed.site AND unit.room = housed.room AND unit.building = coalesce(housed.building, '')
