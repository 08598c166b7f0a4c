-- reads ledger; birth_id only where it differs, which halves the table
INSERT INTO draft.ledger BY NAME
SELECT * REPLACE (nullif(birth_id, entity_id) AS birth_id)
FROM ledger
