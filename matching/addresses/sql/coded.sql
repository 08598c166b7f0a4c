-- reads resolve_claim and changes it: a coded reference speaks where the text's own site is not known or is the same, and
-- nothing in the text contradicts it; the record goes no deeper than its text
WITH code AS (
    SELECT address_code, min(site_id) AS site_id, min(building) AS building, min(unit) AS unit, min(room) AS room
    FROM resolve_claim
    WHERE rule = 'parts' AND address_code IS NOT NULL AND site_id IS NOT NULL
    GROUP BY address_code
    HAVING count(*) = 1
)
UPDATE resolve_claim AS claim
SET
    site_id = code.site_id,
    building = CASE WHEN claim.room <> '' THEN code.building ELSE claim.building END,
    unit = CASE WHEN claim.room <> '' THEN code.unit ELSE claim.unit END,
    rule = 'code'
FROM code
WHERE code.address_code = claim.address_code
    AND claim.rule <> 'parts'
    AND NOT claim.is_outside
    AND (claim.site_id = code.site_id OR (claim.site_id IS NOT NULL AND NOT claim.is_known))
    AND claim.building IN ('', code.building)
    AND claim.unit IN ('', code.unit)
    AND claim.room IN ('', code.room)
