-- reads applied_batch
INSERT INTO draft.source_batch BY NAME
SELECT * FROM applied_batch
ORDER BY system, table_name, sequence
