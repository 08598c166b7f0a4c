-- reads truth (handed over), membership and records of one kind: each record that the truth knows, with its entity there and here
SELECT record.record_id, member.cluster_id, truth.entity
FROM truth
JOIN {kind}_record AS record
    ON record.system = truth.system
    AND record.table_name = truth.table_name
    AND record.source_key = truth.source_key
    AND record.field = truth.field
JOIN {kind}_membership AS member ON member.record_id = record.record_id
