-- reads resolve_reading and resolve_kept.naming: the heads with numbers that they were not met with before
CREATE OR REPLACE TEMP TABLE resolve_met AS
SELECT DISTINCT head_id, in_hamlet, number AS reading_number FROM resolve_reading
EXCEPT
SELECT head_id, in_hamlet, reading_number FROM resolve_kept.naming
