-- reads membership and records of one kind: the other records of one entity, those of the systems that know most first
SELECT
    concat_ws(':', record.system, record.table_name, record.source_key, record.field) AS record,
    record.system,
    record.{name} AS name,
    record.{number} AS number,
    member.match_weight,
    member.match_rule
FROM {kind}_membership AS member
JOIN {kind}_record AS record ON record.record_id = member.record_id
LEFT JOIN system ON system.system = record.system
WHERE member.entity_id = $entity_id AND record.record_id NOT IN ($left_id, $right_id)
ORDER BY coalesce(system.trust, 0) DESC, record.system, record.source_key, record.field
