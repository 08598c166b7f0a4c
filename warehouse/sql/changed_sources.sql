-- reads the records of one kind: the sources of changed records are written
CREATE OR REPLACE TEMP VIEW {kind}_source_scope AS
SELECT record.*
FROM {kind}_record AS record
SEMI JOIN {kind}_changed AS changed ON changed.record_id = record.record_id
