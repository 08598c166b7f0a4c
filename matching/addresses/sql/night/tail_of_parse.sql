-- reads resolve_parse and resolve_kept.tail: the numbered ends of known texts too
INSERT INTO resolve_tail_text BY NAME
SELECT DISTINCT tail_id, tail
FROM resolve_kept.tail
WHERE tail_id IN (SELECT tail_id FROM resolve_parse) AND tail_id NOT IN (SELECT tail_id FROM resolve_tail_text)
