-- reads resolve_text: the texts to cut
SELECT text_id, text FROM resolve_text
