-- reads resolve_code: codes of the reference
CREATE OR REPLACE TABLE resolve_kept.code AS
FROM resolve_code
