-- reads resolve_altered_head
DELETE FROM resolve_kept.head WHERE head_id IN (SELECT head_id FROM resolve_altered_head)
