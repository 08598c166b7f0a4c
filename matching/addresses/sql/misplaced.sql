-- changes resolve_reference: a room that stands in the column of units, with nothing else in that of rooms
UPDATE resolve_reference
SET room = regexp_replace(unit, '[室房]$', ''), unit = NULL
WHERE regexp_full_match(unit, '[A-Z]?[0-9]{3,4}|[A-Z]?[0-9]{1,4}[室房]') AND (room IS NULL OR starts_with(unit, room))
