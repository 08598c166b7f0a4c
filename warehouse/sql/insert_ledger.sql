-- reads ledger_news
INSERT INTO ledger BY NAME
SELECT * FROM ledger_news
