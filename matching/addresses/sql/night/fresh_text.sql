-- reads resolve_fresh and resolve_kept.text: the texts of the records that changed, by number, whether known or new
CREATE OR REPLACE TEMP TABLE resolve_fresh_text AS
WITH written AS (
    SELECT DISTINCT trim(address_text) AS text FROM resolve_fresh WHERE trim(address_text) <> ''
),
met AS (
    SELECT written.text, known.text_id, coalesce(known.is_asked, false) AS is_read
    FROM written
    LEFT JOIN resolve_kept.text AS known ON known.text = written.text
)
SELECT
    text,
    coalesce(
        text_id,
        ((SELECT coalesce(max(text_id), 0) FROM resolve_kept.text) + row_number() OVER (PARTITION BY text_id IS NULL))::INTEGER
    ) AS text_id,
    text_id IS NULL AS is_new,
    is_read
FROM met
