-- reads address_source and the truth of a demo city: each true mention, with the record and the entity that the hub made of it
SELECT source.record_id, source.address_id AS cluster_id, truth.entity
FROM read_parquet($path) AS truth
LEFT JOIN address_source AS source USING (system, table_name, source_key, field)
