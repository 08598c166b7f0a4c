-- reads merged_record: the records of each entity of one merge, as they were before it
SELECT DISTINCT entity_id, record_id
FROM merged_record
WHERE kind = $kind AND other_id = $other_id AND release_number = $release_number
ORDER BY entity_id, record_id
