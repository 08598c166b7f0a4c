-- reads ledger
INSERT INTO draft.ledger BY NAME
SELECT * FROM ledger
