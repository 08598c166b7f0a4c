-- reads ledger_news: the entries that it replaces go
DELETE FROM ledger WHERE kind = $kind AND record_id IN (SELECT record_id FROM ledger_news)
