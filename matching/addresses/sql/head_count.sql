-- reads resolve_parse and resolve_head_text: the names before the numbered end, and how many texts have them
SELECT head.head, count(*)
FROM resolve_parse AS parse
JOIN resolve_head_text AS head ON head.head_id = parse.head_id
GROUP BY head.head
