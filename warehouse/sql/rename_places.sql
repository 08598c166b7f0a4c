-- reads ledger_news: places that stay and whose smallest record is in another entity by now
UPDATE place SET address_id = ledger_news.entity_id
FROM ledger_news
WHERE ledger_news.kind = 'address' AND ledger_news.record_id = place.cluster_id AND ledger_news.entity_id <> place.address_id
