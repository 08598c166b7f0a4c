-- reads rejection.parquet of a mapped batch
INSERT INTO rejection BY NAME
SELECT $batch_id AS batch_id, system, table_name, source_key, field, "column", rule
FROM read_parquet($path)
