-- reads resolve_change: what was known of the records that changed goes
DELETE FROM resolve_kept.record WHERE record_id IN (SELECT record_id FROM resolve_change)
