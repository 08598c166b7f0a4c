-- reads resolve_old_record and resolve_kept.record: texts that no record asks to read any more
CREATE OR REPLACE TEMP TABLE resolve_left_text AS
WITH left_by AS (
    SELECT DISTINCT text_id FROM resolve_old_record WHERE is_asked
),
asked AS (
    SELECT DISTINCT record.text_id
    FROM resolve_kept.record AS record
    SEMI JOIN left_by ON left_by.text_id = record.text_id
    WHERE record.is_asked
)
SELECT text_id FROM left_by ANTI JOIN asked ON asked.text_id = left_by.text_id
