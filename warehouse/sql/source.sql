-- reads the records of one kind and their memberships: which record belongs to which entity
INSERT INTO draft.{kind}_source BY NAME
SELECT
    record.system,
    record.table_name,
    record.source_key,
    record.field,
    member.entity_id AS {kind}_id,
    member.match_weight,
    member.match_rule,
    record.record_id,
    record.batch_id,
    record.observed_at
FROM {kind}_source_scope AS record
LEFT JOIN {kind}_membership AS member ON member.record_id = record.record_id
