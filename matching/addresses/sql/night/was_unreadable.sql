-- reads resolve_moved and resolve_kept: those of these records that could not be read
CREATE OR REPLACE TEMP TABLE resolve_was_unreadable AS
SELECT record_id
FROM resolve_kept.member
WHERE record_id IN (SELECT record_id FROM resolve_moved) AND record_id NOT IN (SELECT record_id FROM resolve_kept.claim)
