-- reads resolve_change: reference records that changed go
DELETE FROM resolve_kept.reference WHERE record_id IN (SELECT record_id FROM resolve_change)
