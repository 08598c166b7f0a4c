-- reads ledger_news
INSERT INTO ledger BY NAME
SELECT $kind AS kind, record_id, entity_id FROM ledger_news
