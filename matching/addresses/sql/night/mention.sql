-- reads resolve_kept.record: one row a record
CREATE OR REPLACE TEMP VIEW resolve_mention AS
SELECT record_id, text_id, address_code, is_reference FROM resolve_kept.record
