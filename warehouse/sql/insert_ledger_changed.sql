-- reads ledger_changed
INSERT INTO draft.ledger BY NAME
SELECT * FROM ledger_changed
