-- reads resolved_changes (handed over) and ledger as it was: the records of all entities that a merge brings together
INSERT INTO merged_record BY NAME
WITH party AS (
    SELECT entity_id, other_id FROM resolved_changes WHERE change = 'merged'
    UNION
    SELECT other_id AS entity_id, other_id FROM resolved_changes WHERE change = 'merged'
)

SELECT
    $kind AS kind,
    ledger.record_id,
    ledger.entity_id,
    party.other_id,
    ledger.since,
    $release_number AS release_number
FROM party
JOIN ledger ON ledger.entity_id = party.entity_id
WHERE ledger.kind = $kind
