-- reads resolve_cut, resolve_head_text, resolve_tail_text: every readable text by the numbers of its names and its end
CREATE OR REPLACE TEMP TABLE resolve_parse AS
SELECT cut.text_id, head.head_id, tail.tail_id, cut.open, cut.is_beside
FROM resolve_cut AS cut
JOIN resolve_head_text AS head ON head.head = cut.head
JOIN resolve_tail_text AS tail ON tail.tail = cut.tail
WHERE cut.is_address
