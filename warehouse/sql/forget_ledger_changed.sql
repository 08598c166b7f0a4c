-- reads ledger_changed
DELETE FROM draft.ledger
WHERE kind = $kind AND record_id IN (SELECT record_id FROM ledger_changed)
