-- reads ledger
SELECT record_id, entity_id FROM ledger WHERE kind = $kind ORDER BY record_id
