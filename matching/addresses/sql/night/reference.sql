-- reads resolve_kept: the whole reference with the numbers of the records' texts
CREATE OR REPLACE TEMP TABLE resolve_reference AS
SELECT reference.*, record.text_id
FROM resolve_kept.reference AS reference
JOIN resolve_kept.record AS record ON record.record_id = reference.record_id
WHERE record.is_reference
