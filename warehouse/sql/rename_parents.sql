-- reads ledger_news: places that stay and that lie in such ones
UPDATE place SET parent_address_id = ledger_news.entity_id
FROM ledger_news
WHERE
    ledger_news.kind = 'address' AND ledger_news.record_id = place.parent_cluster_id
    AND ledger_news.entity_id <> place.parent_address_id
