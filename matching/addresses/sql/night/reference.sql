-- reads resolve_kept.reference: the whole reference
CREATE OR REPLACE TEMP TABLE resolve_reference AS
FROM resolve_kept.reference
