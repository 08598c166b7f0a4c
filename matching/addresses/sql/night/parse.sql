-- reads resolve_cut, resolve_head_text, resolve_tail_text, resolve_altered_head and resolve_kept.text: the texts to be read by
-- the numbers of their names and end, and those known that read otherwise by now
CREATE OR REPLACE TEMP TABLE resolve_parse AS
SELECT cut.text_id, head.head_id, tail.tail_id, cut.open, cut.is_beside
FROM resolve_cut AS cut
JOIN resolve_head_text AS head ON head.head = cut.head
JOIN resolve_tail_text AS tail ON tail.tail = cut.tail
WHERE cut.is_address
UNION ALL
SELECT text_id, head_id, tail_id, open, is_beside
FROM resolve_kept.text
WHERE is_asked AND head_id IN (SELECT head_id FROM resolve_altered_head)
