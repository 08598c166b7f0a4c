-- reads resolve_parse, resolve_head, resolve_tail_text, resolve_tail: the numbered ends to read, and whether each follows a
-- compound's name; behind what may be a natural village both ways
WITH met AS (
    SELECT DISTINCT parse.tail_id, head.by_compound, head.hamlet IS NOT NULL AS may_be_hamlet
    FROM resolve_parse AS parse
    JOIN resolve_head AS head ON head.head_id = parse.head_id
),
asked AS (
    SELECT tail_id, by_compound FROM met
    UNION
    SELECT tail_id, false FROM met WHERE may_be_hamlet
)
SELECT text.tail_id, text.tail, asked.by_compound
FROM asked
JOIN resolve_tail_text AS text ON text.tail_id = asked.tail_id
ANTI JOIN resolve_tail AS tail ON tail.tail_id = asked.tail_id AND tail.by_compound = asked.by_compound
