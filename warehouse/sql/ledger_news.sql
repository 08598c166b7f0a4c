-- reads resolved_ledger (handed over) and ledger: the entries that are new or say something else than before
CREATE OR REPLACE TEMP TABLE ledger_news AS
SELECT
    $kind AS kind,
    record_id,
    entity_id,
    birth_id,
    since,
    is_present
FROM resolved_ledger
EXCEPT
SELECT
    kind,
    record_id,
    entity_id,
    birth_id,
    since,
    is_present
FROM ledger
WHERE kind = $kind
