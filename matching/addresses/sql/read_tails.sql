-- reads resolve_tail and resolve_tail_text: the numbered ends as read, for the next run
SELECT text.tail, tail.* EXCLUDE (tail_id)
FROM resolve_tail AS tail
JOIN resolve_tail_text AS text ON text.tail_id = tail.tail_id
