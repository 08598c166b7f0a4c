-- reads resolve_text, resolve_parse, resolve_fresh_text, resolve_left_text, resolve_reading and resolve_kept: texts whose row
-- is another, with what it is now; texts that nobody asks to read any more are as good as never read
CREATE OR REPLACE TEMP TABLE resolve_dirty_text AS
WITH changed AS (
    SELECT text_id, true AS is_asked FROM resolve_text
    UNION
    SELECT text_id, true FROM resolve_parse WHERE text_id NOT IN (SELECT text_id FROM resolve_left_text)
    UNION
    SELECT text_id, false FROM resolve_left_text
    UNION
    SELECT text_id, false FROM resolve_fresh_text WHERE is_new AND text_id NOT IN (SELECT text_id FROM resolve_text)
),
written AS (
    SELECT text_id, text FROM resolve_fresh_text
    UNION
    SELECT text_id, text FROM resolve_kept.text WHERE text_id IN (SELECT text_id FROM changed)
)
SELECT
    changed.text_id,
    written.text,
    changed.is_asked,
    parse.head_id,
    parse.tail_id,
    naming.naming_id,
    reading.building,
    reading.unit,
    reading.room,
    parse.open,
    parse.is_beside
FROM changed
JOIN written ON written.text_id = changed.text_id
LEFT JOIN resolve_parse AS parse ON changed.is_asked AND parse.text_id = changed.text_id
LEFT JOIN resolve_reading AS reading ON changed.is_asked AND reading.text_id = changed.text_id
LEFT JOIN resolve_kept.naming AS naming
    ON naming.head_id = reading.head_id AND naming.in_hamlet = reading.in_hamlet AND naming.reading_number = reading.number
