-- reads resolve_head and resolve_head_text: the names as read, for the next run
SELECT text.head, head.* EXCLUDE (head_id)
FROM resolve_head AS head
JOIN resolve_head_text AS text ON text.head_id = head.head_id
