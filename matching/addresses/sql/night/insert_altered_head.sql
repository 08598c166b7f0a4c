-- reads resolve_altered_head
INSERT INTO resolve_kept.head BY NAME
FROM resolve_altered_head
