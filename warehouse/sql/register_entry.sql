-- reads the records of one kind and register: the entry that a record is, where its table holds each entity once
CREATE OR REPLACE TEMP VIEW {kind}_register_entry AS
SELECT record.record_id, concat_ws(chr(9), register.system, table_name, field, record.source_key) AS register_entry
FROM {kind}_record AS record
JOIN register USING (system, table_name, field)
