-- reads resolved_memberships (handed over) and ledger
INSERT INTO {kind}_membership BY NAME
SELECT
    member.record_id,
    member.cluster_id,
    ledger.entity_id,
    member.match_weight,
    member.match_rule
FROM resolved_memberships AS member
LEFT JOIN ledger ON ledger.kind = $kind AND ledger.record_id = member.record_id
