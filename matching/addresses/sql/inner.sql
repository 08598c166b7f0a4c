-- reads resolve_claim: the claims with a building or unit that was left out, where the site has only one that fits
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH building AS (
    SELECT site_id, min(building) AS building
    FROM resolve_claim
    WHERE building <> '' AND is_known
    GROUP BY site_id
    HAVING count(DISTINCT building) = 1
),
housed AS (
    SELECT
        claim.* REPLACE (
            CASE WHEN claim.room <> '' AND claim.building = '' THEN coalesce(building.building, '') ELSE claim.building END
                AS building
        )
    FROM resolve_claim AS claim
    LEFT JOIN building ON building.site_id = claim.site_id
),
unit AS (
    SELECT site_id, building, room, min(unit) AS unit
    FROM housed
    WHERE room <> '' AND unit <> ''
    GROUP BY ALL
    HAVING count(DISTINCT unit) = 1
)
SELECT housed.* REPLACE (CASE WHEN housed.unit = '' THEN coalesce(unit.unit, '') ELSE housed.unit END AS unit)
FROM housed
LEFT JOIN unit ON unit.site_id = housed.site_id AND unit.building = housed.building AND unit.room = housed.room
