-- reads resolve_reading and resolve_kept.naming: namings that no text had before
INSERT INTO resolve_kept.naming BY NAME
WITH met AS (
    SELECT DISTINCT head_id, in_hamlet, number AS reading_number FROM resolve_reading
    EXCEPT
    SELECT head_id, in_hamlet, reading_number FROM resolve_kept.naming
)
SELECT ((SELECT coalesce(max(naming_id), 0) FROM resolve_kept.naming) + row_number() OVER ())::INTEGER AS naming_id, met.*
FROM met
