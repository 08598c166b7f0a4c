-- reads the ledger of a release
INSERT INTO ledger BY NAME
SELECT kind, record_id, entity_id FROM restored.ledger
