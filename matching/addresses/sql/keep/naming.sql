-- reads resolve_naming: by which reading each naming came about
CREATE OR REPLACE TABLE resolve_kept.naming AS
SELECT naming_id, head_id, in_hamlet, reading_number FROM resolve_naming
