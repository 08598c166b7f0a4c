-- reads resolve_kept.record and resolve_change: what was known of the records that changed
CREATE OR REPLACE TEMP TABLE resolve_old_record AS
SELECT record.*
FROM resolve_kept.record AS record
SEMI JOIN resolve_change AS changed ON changed.record_id = record.record_id
