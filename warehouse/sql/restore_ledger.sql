-- reads the ledger of a release
INSERT INTO ledger BY NAME
SELECT * REPLACE (coalesce(birth_id, entity_id) AS birth_id)
FROM restored.ledger
