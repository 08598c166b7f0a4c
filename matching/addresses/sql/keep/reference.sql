-- reads resolve_reference and resolve_kept.record: the reference with its parts made uniform, and the numbers of its texts
CREATE OR REPLACE TABLE resolve_kept.reference AS
SELECT reference.* REPLACE (record.text_id AS text_id)
FROM resolve_reference AS reference
JOIN resolve_kept.record AS record ON record.record_id = reference.record_id
