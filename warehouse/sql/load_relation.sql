-- reads one relation of a mapped batch from its Parquet file
INSERT INTO {table} BY NAME
SELECT * FROM read_parquet($path)
