-- reads resolve_cut and resolve_kept.head: the names before the numbered end of the texts to be read, whether known or new
CREATE OR REPLACE TEMP TABLE resolve_head_text AS
WITH written AS (
    SELECT DISTINCT head FROM resolve_cut WHERE is_address
),
met AS (
    SELECT written.head, known.head_id
    FROM written
    LEFT JOIN resolve_kept.head AS known ON known.head = written.head
)
SELECT
    coalesce(
        head_id,
        ((SELECT coalesce(max(head_id), 0) FROM resolve_kept.head) + row_number() OVER (PARTITION BY head_id IS NULL))::INTEGER
    ) AS head_id,
    head
FROM met
