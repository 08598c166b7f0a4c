-- reads resolve_head and resolve_head_text: into the names that were read
INSERT INTO resolve_kept.head BY NAME
SELECT head.*, text.head
FROM resolve_head AS head
JOIN resolve_head_text AS text ON text.head_id = head.head_id
WHERE head.head_id NOT IN (SELECT head_id FROM resolve_kept.head)
