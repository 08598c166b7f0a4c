-- reads resolve_text and resolve_cut: the texts that no run has cut before
SELECT text_id, text
FROM resolve_text
WHERE text_id NOT IN (SELECT text_id FROM resolve_cut)
