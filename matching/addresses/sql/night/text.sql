-- reads resolve_fresh_text and resolve_fresh_mention: the texts to be read that are not
CREATE OR REPLACE TEMP TABLE resolve_text AS
SELECT text.text_id, text.text
FROM resolve_fresh_text AS text
WHERE NOT text.is_read AND text.text_id IN (SELECT text_id FROM resolve_fresh_mention WHERE is_asked)
