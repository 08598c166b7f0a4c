-- reads resolve_one_building and resolve_kept: into resolve_claim those whose building was left out, where the only building of
-- the site is another by now
INSERT INTO resolve_claim BY NAME
WITH changed AS (
    (FROM resolve_one_building EXCEPT FROM resolve_kept.one_building)
    UNION
    (FROM resolve_kept.one_building EXCEPT FROM resolve_one_building)
)
SELECT claim.* REPLACE ('' AS building, false AS is_filled)
FROM resolve_kept.claim AS claim
SEMI JOIN changed ON changed.site_id = claim.site_id
ANTI JOIN resolve_moved AS moved ON moved.record_id = claim.record_id
WHERE claim.room <> '' AND (claim.is_filled OR claim.building = '')
