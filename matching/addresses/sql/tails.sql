-- reads resolve_parse, resolve_head, resolve_tail_text: the numbered ends to read, and whether each follows a compound's name;
-- behind what may be a natural village both ways
SELECT DISTINCT tail.tail_id, tail.tail, head.by_compound
FROM resolve_parse AS parse
JOIN resolve_head AS head ON head.head_id = parse.head_id
JOIN resolve_tail_text AS tail ON tail.tail_id = parse.tail_id
UNION
SELECT tail.tail_id, tail.tail, false
FROM resolve_parse AS parse
JOIN resolve_head AS head ON head.head_id = parse.head_id
JOIN resolve_tail_text AS tail ON tail.tail_id = parse.tail_id
WHERE head.hamlet IS NOT NULL
