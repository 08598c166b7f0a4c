-- reads resolve_claim, resolve_moved and resolve_kept.claim: all claims as they are before anything is filled in
CREATE OR REPLACE TEMP VIEW resolve_claimed AS
SELECT
    site_id,
    CASE WHEN is_filled THEN '' ELSE building END AS building,
    unit,
    CASE WHEN is_opened THEN '' ELSE room END AS room,
    open,
    is_known
FROM resolve_kept.claim AS claim
ANTI JOIN resolve_moved AS moved ON moved.record_id = claim.record_id
UNION ALL
SELECT site_id, building, unit, room, open, is_known
FROM resolve_claim
