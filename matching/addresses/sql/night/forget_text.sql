-- reads resolve_dirty_text
DELETE FROM resolve_kept.text WHERE text_id IN (SELECT text_id FROM resolve_dirty_text)
