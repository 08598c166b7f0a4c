-- reads the ledger of a release
INSERT INTO ledger BY NAME
SELECT * FROM restored.ledger
