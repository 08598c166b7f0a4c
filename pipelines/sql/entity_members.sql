-- reads membership and records of one kind: the records of one entity, with the strongest evidence that holds each there
SELECT
    concat_ws(':', record.system, record.table_name, record.source_key, record.field) AS record,
    member.match_weight,
    member.match_rule
FROM {kind}_membership AS member
JOIN {kind}_record AS record ON record.record_id = member.record_id
WHERE member.entity_id = $entity_id
ORDER BY record.system, record.table_name, record.source_key, record.field
