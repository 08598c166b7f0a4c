-- reads resolve_claim: a last number that the end of the text may have cut is the room where the site has that room
-- and none that begins so
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH open AS (
    SELECT DISTINCT site, coalesce(building, '') AS building, coalesce(unit, '') AS unit, open
    FROM resolve_claim
    WHERE open <> '' AND room IS NULL AND site IS NOT NULL
),
known AS (
    SELECT DISTINCT site, coalesce(building, '') AS building, coalesce(unit, '') AS unit, room
    FROM resolve_claim
    WHERE is_known AND room IS NOT NULL AND open = ''
),
whole AS (
    SELECT open.site, open.building, open.unit, open.open
    FROM open
    JOIN known
        ON known.site = open.site AND known.building = open.building
        AND (known.unit = open.unit OR '' IN (known.unit, open.unit)) AND starts_with(known.room, open.open)
    GROUP BY ALL
    HAVING count(DISTINCT known.room) = 1 AND min(known.room) = open.open
)
SELECT claim.* REPLACE (coalesce(claim.room, whole.open) AS room)
FROM resolve_claim AS claim
LEFT JOIN whole
    ON whole.site = claim.site AND whole.building = coalesce(claim.building, '')
    AND whole.unit = coalesce(claim.unit, '') AND whole.open = claim.open
