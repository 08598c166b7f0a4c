-- reads resolve_head_text and resolve_kept.head: the names to read; neighbours begin alike
SELECT text.head_id, text.head
FROM resolve_head_text AS text
ANTI JOIN resolve_kept.head AS head ON head.head_id = text.head_id
ORDER BY text.head
