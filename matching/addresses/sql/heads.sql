-- reads resolve_head_text: the names to read
SELECT head_id, head FROM resolve_head_text
