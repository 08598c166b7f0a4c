-- reads resolve_mention, resolve_versioned, resolve_input and resolve_kept.text: every record with its text and version
CREATE OR REPLACE TABLE resolve_kept.record AS
WITH other AS (
    SELECT mention.record_id, text.text_id
    FROM resolve_mention AS mention
    JOIN resolve_input AS input ON input.record_id = mention.record_id
    JOIN resolve_kept.text AS text ON text.text = trim(input.address_text) AND NOT text.is_asked
    WHERE mention.is_reference AND mention.text_id IS NULL
)
SELECT
    mention.record_id,
    versioned.version,
    coalesce(mention.text_id, other.text_id) AS text_id,
    mention.address_code,
    mention.is_reference,
    mention.is_asked
FROM resolve_mention AS mention
JOIN resolve_versioned AS versioned ON versioned.record_id = mention.record_id
LEFT JOIN other ON other.record_id = mention.record_id
