-- reads resolve_reading and resolve_naming_of: the readings with the number of their naming
CREATE OR REPLACE TEMP TABLE resolve_reading AS
SELECT reading.text_id, naming.naming_id, reading.building, reading.unit, reading.room, reading.open, reading.is_beside
FROM resolve_reading AS reading
JOIN resolve_naming_of AS naming
    ON naming.head_id = reading.head_id AND naming.in_hamlet = reading.in_hamlet
    AND naming.reading_number = reading.number
