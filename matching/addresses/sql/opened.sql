-- reads resolve_whole_room and changes resolve_claim: a last number that the end of the text may have cut, and that is a room
UPDATE resolve_claim AS claim
SET room = whole.open, is_opened = true
FROM resolve_whole_room AS whole
WHERE whole.site_id = claim.site_id AND whole.building = claim.building AND whole.unit = claim.unit
    AND whole.open = claim.open AND claim.room = ''
