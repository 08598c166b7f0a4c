-- reads resolve_kept.claim and changes resolve_claim: of the reference only what claims another place than before
DELETE FROM resolve_claim AS claim
USING resolve_kept.claim AS before
WHERE before.record_id = claim.record_id
    AND before.rule = 'parts' AND claim.rule = 'parts'
    AND before.site_id IS NOT DISTINCT FROM claim.site_id
    AND before.area_id IS NOT DISTINCT FROM claim.area_id
    AND CASE WHEN before.is_filled THEN '' ELSE before.building END = claim.building
    AND before.unit = claim.unit
    AND before.room = claim.room
