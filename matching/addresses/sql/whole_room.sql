-- reads resolve_claimed: the numbers that the end of a text may have cut and that are rooms, where the site has that room and
-- none that begins so
CREATE OR REPLACE TEMP TABLE resolve_whole_room AS
WITH open AS (
    SELECT DISTINCT site_id, building, unit, open
    FROM resolve_claimed
    WHERE open <> '' AND room = '' AND site_id IS NOT NULL
),
known AS (
    SELECT DISTINCT site_id, building, unit, room
    FROM resolve_claimed
    WHERE is_known AND room <> '' AND open = '' AND site_id IN (SELECT site_id FROM open)
)
SELECT open.site_id, open.building, open.unit, open.open
FROM open
JOIN known
    ON known.site_id = open.site_id AND known.building = open.building
    AND (known.unit = open.unit OR '' IN (known.unit, open.unit)) AND starts_with(known.room, open.open)
GROUP BY ALL
HAVING count(DISTINCT known.room) = 1 AND min(known.room) = open.open
