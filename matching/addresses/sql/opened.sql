-- reads resolve_claim: a last number that the end of the text may have cut is the room where the site has that room
-- and none that begins so
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH open AS (
    SELECT DISTINCT site, building, unit, open
    FROM resolve_claim
    WHERE open <> '' AND room IS NULL AND site IS NOT NULL
),
known AS (
    SELECT DISTINCT site, building, unit, room
    FROM resolve_claim
    WHERE is_known AND room IS NOT NULL AND open = ''
),
whole AS (
    SELECT open.site, open.building, open.unit, open.open
    FROM open
    JOIN known
        ON known.site = open.site AND known.building IS NOT DISTINCT FROM open.building
        AND coalesce(known.unit = open.unit, true) AND starts_with(known.room, open.open)
    GROUP BY ALL
    HAVING count(DISTINCT known.room) = 1 AND min(known.room) = open.open
)
SELECT claim.* REPLACE (coalesce(claim.room, whole.open) AS room)
FROM resolve_claim AS claim
LEFT JOIN whole
    ON whole.site = claim.site AND whole.building IS NOT DISTINCT FROM claim.building
    AND whole.unit IS NOT DISTINCT FROM claim.unit AND whole.open = claim.open
