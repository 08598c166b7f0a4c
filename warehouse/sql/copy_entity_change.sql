-- reads entity_change
INSERT INTO draft.entity_change BY NAME
SELECT * FROM entity_change
