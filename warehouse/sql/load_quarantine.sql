-- reads quarantine.parquet of a mapped batch
INSERT INTO quarantine BY NAME
SELECT
    $batch_id AS batch_id,
    $system AS system,
    $table_name AS table_name,
    row_number,
    source_key,
    reason
FROM read_parquet($path)
