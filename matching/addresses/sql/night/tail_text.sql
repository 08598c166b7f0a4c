-- reads resolve_cut and resolve_kept.tail: the numbered ends of the texts to be read, whether known or new
CREATE OR REPLACE TEMP TABLE resolve_tail_text AS
WITH written AS (
    SELECT DISTINCT tail FROM resolve_cut WHERE is_address
),
known AS (
    SELECT DISTINCT tail, tail_id FROM resolve_kept.tail
),
met AS (
    SELECT written.tail, known.tail_id
    FROM written
    LEFT JOIN known ON known.tail = written.tail
)
SELECT
    coalesce(
        tail_id,
        ((SELECT coalesce(max(tail_id), 0) FROM resolve_kept.tail) + row_number() OVER (PARTITION BY tail_id IS NULL))::INTEGER
    ) AS tail_id,
    tail
FROM met
