-- reads resolve_reference: the reference with its parts made uniform
CREATE OR REPLACE TABLE resolve_kept.reference AS
SELECT * EXCLUDE (text_id) FROM resolve_reference
