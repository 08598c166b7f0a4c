-- reads resolve_whole_room and resolve_kept: into resolve_claim those whose open number is a room by now, or is none any more
INSERT INTO resolve_claim BY NAME
WITH changed AS (
    (FROM resolve_whole_room EXCEPT FROM resolve_kept.whole_room)
    UNION
    (FROM resolve_kept.whole_room EXCEPT FROM resolve_whole_room)
),
unfilled AS (
    SELECT
        claim.* REPLACE (
            CASE WHEN is_filled THEN '' ELSE building END AS building,
            CASE WHEN is_opened THEN '' ELSE room END AS room,
            false AS is_filled,
            false AS is_opened
        )
    FROM resolve_kept.claim AS claim
    ANTI JOIN resolve_moved AS moved ON moved.record_id = claim.record_id
    WHERE claim.open <> ''
)
SELECT unfilled.*
FROM unfilled
SEMI JOIN changed
    ON changed.site_id = unfilled.site_id AND changed.building = unfilled.building AND changed.unit = unfilled.unit
    AND changed.open = unfilled.open
WHERE unfilled.room = ''
