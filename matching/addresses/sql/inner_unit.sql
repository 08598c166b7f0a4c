-- reads resolve_claim and changes it: the unit that was left out, where the building has only one with that room
WITH lacking AS (
    SELECT DISTINCT site_id, building, room
    FROM resolve_claim
    WHERE room <> '' AND unit = '' AND site_id IS NOT NULL
),
unit AS (
    SELECT claim.site_id, claim.building, claim.room, min(claim.unit) AS unit
    FROM resolve_claim AS claim
    SEMI JOIN lacking
        ON lacking.site_id = claim.site_id AND lacking.building = claim.building AND lacking.room = claim.room
    WHERE claim.unit <> ''
    GROUP BY ALL
    HAVING min(claim.unit) = max(claim.unit)
)
UPDATE resolve_claim AS claim
SET unit = unit.unit
FROM unit
WHERE unit.site_id = claim.site_id AND unit.building = claim.building AND unit.room = claim.room AND claim.unit = ''
