-- reads resolve_dirty_text
INSERT INTO resolve_kept.text BY NAME
FROM resolve_dirty_text
