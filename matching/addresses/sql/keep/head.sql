-- reads resolve_head and resolve_head_text: the names as read
CREATE OR REPLACE TABLE resolve_kept.head AS
SELECT head.*, text.head
FROM resolve_head AS head
JOIN resolve_head_text AS text ON text.head_id = head.head_id
