-- reads {kind}_record and {kind}_membership: where some records come from, and whom they speak of
SELECT
    record.record_id,
    member.entity_id,
    concat_ws(':', record.system, record.table_name, record.source_key, record.field) AS record,
    record.{name} AS name
FROM {kind}_record AS record
JOIN {kind}_membership AS member ON member.record_id = record.record_id
WHERE record.record_id IN (SELECT unnest($record_ids))
