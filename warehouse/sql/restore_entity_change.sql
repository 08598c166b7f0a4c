-- reads the entity changes of a release
INSERT INTO entity_change BY NAME
SELECT * FROM restored.entity_change
