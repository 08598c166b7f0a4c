-- reads resolve_altered_head: what these heads said
DELETE FROM resolve_kept.naming WHERE head_id IN (SELECT head_id FROM resolve_altered_head)
