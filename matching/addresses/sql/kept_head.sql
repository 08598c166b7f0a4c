-- reads resolve_earlier_heads (names that an earlier run has read) and resolve_head_text into resolve_head; but those that may
-- read otherwise by now
INSERT INTO resolve_head BY NAME
SELECT text.head_id, earlier.* EXCLUDE (head)
FROM resolve_head_text AS text
JOIN resolve_earlier_heads AS earlier ON earlier.head = text.head
WHERE NOT regexp_matches(text.head, $changed)
