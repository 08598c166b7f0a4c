-- reads ledger
SELECT * FROM ledger WHERE kind = $kind ORDER BY record_id
