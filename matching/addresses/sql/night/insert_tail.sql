-- reads resolve_tail and resolve_tail_text: into the numbered ends that were read
INSERT INTO resolve_kept.tail BY NAME
SELECT tail.*, text.tail
FROM resolve_tail AS tail
JOIN resolve_tail_text AS text ON text.tail_id = tail.tail_id
WHERE (tail.tail_id, tail.by_compound) NOT IN (SELECT (tail_id, by_compound) FROM resolve_kept.tail)
