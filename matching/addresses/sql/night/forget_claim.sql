-- reads resolve_moved
DELETE FROM resolve_kept.claim WHERE record_id IN (SELECT record_id FROM resolve_moved)
