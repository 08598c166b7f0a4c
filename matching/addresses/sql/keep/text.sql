-- reads resolve_text, resolve_parse, resolve_reading: every text that was read, with its reading
CREATE OR REPLACE TABLE resolve_kept.text AS
SELECT
    text.text_id,
    text.text,
    true AS is_asked,
    parse.head_id,
    parse.tail_id,
    reading.naming_id,
    reading.building,
    reading.unit,
    reading.room,
    parse.open,
    parse.is_beside
FROM resolve_text AS text
LEFT JOIN resolve_parse AS parse ON parse.text_id = text.text_id
LEFT JOIN resolve_reading AS reading ON reading.text_id = text.text_id
