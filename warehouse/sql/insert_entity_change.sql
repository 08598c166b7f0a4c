-- reads resolved_changes (handed over)
INSERT INTO entity_change BY NAME
SELECT $kind AS kind, change, entity_id, other_id, $release_number AS release_number
FROM resolved_changes
