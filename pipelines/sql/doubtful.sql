-- reads pair and the records of one kind: the pairs that the model leaves open, nearest to a link first
SELECT
    pair.match_weight,
    pair.rule,
    left_record.system || ':' || left_record.table_name || ':' || left_record.source_key || ':' || left_record.field AS a,
    right_record.system || ':' || right_record.table_name || ':' || right_record.source_key || ':' || right_record.field AS b,
    pair.left_id,
    pair.right_id
FROM pair
JOIN {kind}_record AS left_record ON left_record.record_id = pair.left_id
JOIN {kind}_record AS right_record ON right_record.record_id = pair.right_id
WHERE pair.kind = $kind AND pair.judgement = 'unsure'
ORDER BY pair.match_weight DESC, pair.left_id, pair.right_id
LIMIT $limit
