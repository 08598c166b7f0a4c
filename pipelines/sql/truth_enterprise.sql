-- reads declared (handed over), the truth of a demo city and enterprise_source: each true mention with its record and entity
SELECT source.record_id, source.enterprise_id AS cluster_id, truth.entity
FROM read_parquet($path) AS truth
SEMI JOIN declared
    ON declared.system = truth.system
    AND declared.table_name = truth.table_name
    AND declared.place = regexp_replace(truth.field, '\[[0-9]+\]$', '[]')
LEFT JOIN enterprise_source AS source
    ON source.system = truth.system
    AND source.table_name = truth.table_name
    AND source.source_key = truth.source_key
    AND source.field = truth.field
