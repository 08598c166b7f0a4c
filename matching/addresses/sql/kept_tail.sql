-- reads resolve_earlier_tails (numbered ends that an earlier run has read) and resolve_tail_text into resolve_tail
INSERT INTO resolve_tail BY NAME
SELECT text.tail_id, earlier.* EXCLUDE (tail)
FROM resolve_tail_text AS text
JOIN resolve_earlier_tails AS earlier ON earlier.tail = text.tail
