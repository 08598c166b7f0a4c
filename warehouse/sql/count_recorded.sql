-- reads the relations of a mapped batch from their Parquet files: the rows that yielded anything
SELECT count(DISTINCT source_key) FROM read_parquet($paths, union_by_name = true)
