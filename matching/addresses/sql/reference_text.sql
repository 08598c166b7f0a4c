-- reads resolve_reference and resolve_mention: the reference with the numbers of the records' texts
CREATE OR REPLACE TEMP TABLE resolve_reference AS
SELECT reference.*, mention.text_id
FROM resolve_reference AS reference
JOIN resolve_mention AS mention ON mention.record_id = reference.record_id
