-- reads resolved_ledger (handed over) and ledger: the records whose entity id is new or another than before
CREATE OR REPLACE TEMP TABLE ledger_news AS
SELECT resolved_ledger.record_id, resolved_ledger.entity_id
FROM resolved_ledger
LEFT JOIN ledger ON ledger.kind = $kind AND ledger.record_id = resolved_ledger.record_id
WHERE ledger.entity_id IS DISTINCT FROM resolved_ledger.entity_id
