-- reads resolve_input and resolve_mention: texts of the reference that say no more than the parts, and that nobody has read
INSERT INTO resolve_kept.text BY NAME
WITH other AS (
    SELECT DISTINCT trim(input.address_text) AS text
    FROM resolve_input AS input
    JOIN resolve_mention AS mention ON mention.record_id = input.record_id
    WHERE mention.is_reference AND mention.text_id IS NULL AND trim(input.address_text) <> ''
)
SELECT
    ((SELECT coalesce(max(text_id), 0) FROM resolve_kept.text) + row_number() OVER ())::INTEGER AS text_id,
    text,
    false AS is_asked
FROM other
