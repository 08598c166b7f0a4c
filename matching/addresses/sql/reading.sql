-- reads resolve_parse, resolve_head, resolve_tail: one row a text with its numbers; a name that may be a natural village is
-- one where a house number follows
CREATE OR REPLACE TEMP TABLE resolve_reading AS
SELECT
    parse.text_id,
    parse.head_id,
    head.hamlet IS NOT NULL AND tail.starts_with_number AS in_hamlet,
    coalesce(head.number, tail.number, '') AS number,
    coalesce(head.building, tail.building) AS building,
    coalesce(head.unit, tail.unit) AS unit,
    coalesce(head.room, tail.room) AS room,
    parse.open,
    parse.is_beside
FROM resolve_parse AS parse
JOIN resolve_head AS head ON head.head_id = parse.head_id
JOIN resolve_tail AS tail
    ON tail.tail_id = parse.tail_id
    AND tail.by_compound = (head.by_compound AND NOT (head.hamlet IS NOT NULL AND tail.starts_with_number))
