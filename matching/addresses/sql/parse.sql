-- reads resolve_divided, resolve_front_head, resolve_back, resolve_cut, resolve_head_text, resolve_tail_text: every readable
-- text by the numbers of its names and its end
CREATE OR REPLACE TEMP TABLE resolve_parse AS
WITH front AS (
    SELECT front.front_id, front.lead, head.head_id
    FROM resolve_front_head AS front
    JOIN resolve_head_text AS head ON head.head = front.head
),
back AS (
    SELECT back.back_id, back.lead, tail.tail_id
    FROM resolve_back AS back
    JOIN resolve_tail_text AS tail ON tail.tail = back.tail
)
SELECT divided.text_id, front.head_id, back.tail_id, '' AS open, false AS is_beside
FROM resolve_divided AS divided
JOIN back ON back.back_id = divided.back_id
JOIN front ON front.front_id = divided.front_id AND front.lead = back.lead
UNION ALL
SELECT cut.text_id, head.head_id, tail.tail_id, cut.open, cut.is_beside
FROM resolve_cut AS cut
JOIN resolve_head_text AS head ON head.head = cut.head
JOIN resolve_tail_text AS tail ON tail.tail = cut.tail
WHERE cut.is_address
