-- reads enterprise_source and the truth of a demo city: each true mention, with the record and the entity that the hub made of it
SELECT source.record_id, source.enterprise_id AS cluster_id, truth.entity
FROM read_parquet($path) AS truth
LEFT JOIN enterprise_source AS source USING (system, table_name, source_key, field)
