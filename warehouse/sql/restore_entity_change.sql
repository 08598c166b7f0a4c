-- reads the entity changes of a release
INSERT INTO entity_change BY NAME
SELECT kind, change, entity_id, other_id, release_number FROM restored.entity_change
