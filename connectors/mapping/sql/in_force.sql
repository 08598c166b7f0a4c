-- reads nothing: what the batches since the last whole table say of each key
CREATE OR REPLACE TEMP TABLE in_force (sequence INTEGER, row_number BIGINT, source_key VARCHAR, operation VARCHAR)
