-- reads entity_change: what befell one entity, and what others became of it, in order
SELECT release_number, change, entity_id, other_id
FROM entity_change
WHERE kind = $kind AND (entity_id = $entity_id OR other_id = $entity_id)
ORDER BY release_number
