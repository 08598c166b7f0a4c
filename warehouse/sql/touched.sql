-- reads touched.parquet of a mapped batch: the row keys whose earlier mentions this batch replaces or deletes
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT source_key FROM read_parquet($path)
