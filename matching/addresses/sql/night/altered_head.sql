-- reads resolve_head (names read again) and resolve_kept.head: those that read otherwise by now
CREATE OR REPLACE TEMP TABLE resolve_altered_head AS
WITH altered AS (
    SELECT * FROM resolve_head
    EXCEPT
    SELECT * EXCLUDE (head) FROM resolve_kept.head
)
SELECT altered.*, text.head
FROM altered
JOIN resolve_kept.head AS text ON text.head_id = altered.head_id
