-- reads resolve_parse and resolve_kept.head: names of these texts that were read before
INSERT INTO resolve_head BY NAME
SELECT * EXCLUDE (head)
FROM resolve_kept.head
WHERE head_id IN (SELECT head_id FROM resolve_parse)
