-- reads the records of one kind: the source of every record is written
CREATE OR REPLACE TEMP VIEW {kind}_source_scope AS
SELECT * FROM {kind}_record
