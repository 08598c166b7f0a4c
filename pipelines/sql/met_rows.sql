-- reads {kind}_record and {kind}_membership by row ids: where some records come from, and whom they speak of
SELECT
    record.record_id,
    member.entity_id,
    concat_ws(':', record.system, record.table_name, record.source_key, record.field) AS record,
    record.{name} AS name
FROM (SELECT * FROM {kind}_record WHERE rowid IN (SELECT unnest($record_rows))) AS record
JOIN (SELECT * FROM {kind}_membership WHERE rowid IN (SELECT unnest($member_rows))) AS member
    ON member.record_id = record.record_id
WHERE record.record_id IN (SELECT unnest($record_ids))
