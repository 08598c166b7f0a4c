-- reads resolve_code and changes resolve_claim: a coded reference speaks where the text's own site is not known or is the same, and
-- nothing in the text contradicts it; the record goes no deeper than its text
UPDATE resolve_claim AS claim
SET
    site_id = code.site_id,
    building = CASE WHEN claim.room <> '' THEN code.building ELSE claim.building END,
    unit = CASE WHEN claim.room <> '' THEN code.unit ELSE claim.unit END,
    rule = 'code'
FROM resolve_code AS code
WHERE code.address_code = claim.address_code
    AND claim.rule <> 'parts'
    AND NOT claim.is_outside
    AND (claim.site_id = code.site_id OR (claim.site_id IS NOT NULL AND NOT claim.is_known))
    AND claim.building IN ('', code.building)
    AND claim.unit IN ('', code.unit)
    AND claim.room IN ('', code.room)
