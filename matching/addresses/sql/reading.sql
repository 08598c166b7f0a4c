-- reads resolve_parse, resolve_head, resolve_tail: one row a text with the components that it names
CREATE OR REPLACE TEMP TABLE resolve_reading AS
WITH joined AS (
    SELECT
        parse.text,
        parse.is_beside,
        parse.open,
        head.* EXCLUDE (head, by_compound, hamlet),
        head.hamlet IS NOT NULL AND tail.starts_with_number AS in_hamlet,
        head.hamlet,
        tail.number AS tail_number,
        tail.building AS tail_building,
        tail.unit AS tail_unit,
        tail.room AS tail_room
    FROM resolve_parse AS parse
    JOIN resolve_head AS head ON head.head = parse.head
    JOIN resolve_tail AS tail
        ON tail.tail = parse.tail
        AND tail.by_compound = (head.by_compound AND NOT (head.hamlet IS NOT NULL AND tail.starts_with_number))
    WHERE parse.is_address
)
SELECT
    text,
    outside,
    division_code,
    street,
    community,
    grp,
    CASE WHEN in_hamlet THEN hamlet ELSE named_hamlet END AS hamlet,
    road,
    crossing,
    coalesce(number, tail_number) AS number,
    CASE WHEN NOT in_hamlet THEN compound END AS compound,
    coalesce(building, tail_building) AS building,
    coalesce(unit, tail_unit) AS unit,
    coalesce(room, tail_room) AS room,
    open,
    is_beside,
    'text' AS rule,
    NULL::VARCHAR AS sign
FROM joined
