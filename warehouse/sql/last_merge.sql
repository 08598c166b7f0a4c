-- reads entity_change: the newest merge that an entity was part of, as what was merged away or as what stayed
SELECT change.other_id, change.release_number
FROM entity_change AS change
WHERE
    change.kind = $kind AND change.change = 'merged' AND (change.entity_id = $entity_id OR change.other_id = $entity_id)
ORDER BY change.release_number DESC, change.entity_id <> $entity_id
LIMIT 1
