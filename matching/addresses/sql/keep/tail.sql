-- reads resolve_tail and resolve_tail_text: the numbered ends as read
CREATE OR REPLACE TABLE resolve_kept.tail AS
SELECT tail.*, text.tail
FROM resolve_tail AS tail
JOIN resolve_tail_text AS text ON text.tail_id = tail.tail_id
