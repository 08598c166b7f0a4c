-- reads resolve_claim and changes it: a last number that the end of the text may have cut is the room where the site has that
-- room and none that begins so
WITH open AS (
    SELECT DISTINCT site_id, building, unit, open
    FROM resolve_claim
    WHERE open <> '' AND room = '' AND site_id IS NOT NULL
),
known AS (
    SELECT DISTINCT site_id, building, unit, room
    FROM resolve_claim
    WHERE is_known AND room <> '' AND open = '' AND site_id IN (SELECT site_id FROM open)
),
whole AS (
    SELECT open.site_id, open.building, open.unit, open.open
    FROM open
    JOIN known
        ON known.site_id = open.site_id AND known.building = open.building
        AND (known.unit = open.unit OR '' IN (known.unit, open.unit)) AND starts_with(known.room, open.open)
    GROUP BY ALL
    HAVING count(DISTINCT known.room) = 1 AND min(known.room) = open.open
)
UPDATE resolve_claim AS claim
SET room = whole.open
FROM whole
WHERE whole.site_id = claim.site_id AND whole.building = claim.building AND whole.unit = claim.unit
    AND whole.open = claim.open AND claim.room = ''
