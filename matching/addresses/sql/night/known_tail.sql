-- reads resolve_tail_text and resolve_kept.tail: numbered ends that were read before
INSERT INTO resolve_tail BY NAME
SELECT * EXCLUDE (tail)
FROM resolve_kept.tail
WHERE tail_id IN (SELECT tail_id FROM resolve_tail_text)
