-- reads resolve_head_text: the names to read; neighbours begin alike
SELECT head_id, head
FROM resolve_head_text
ORDER BY head_id
