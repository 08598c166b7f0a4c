-- reads ledger and the release before: entries of one kind that are new or say something else
CREATE OR REPLACE TEMP TABLE ledger_changed AS
SELECT ledger.* REPLACE (nullif(ledger.birth_id, ledger.entity_id) AS birth_id)
FROM (SELECT * FROM ledger WHERE kind = $kind) AS ledger
LEFT JOIN (SELECT * FROM previous.ledger WHERE kind = $kind) AS before ON before.record_id = ledger.record_id
WHERE
    before.record_id IS NULL
    OR before.entity_id <> ledger.entity_id
    OR coalesce(before.birth_id, before.entity_id) <> ledger.birth_id
    OR before.since <> ledger.since
    OR before.is_present <> ledger.is_present
