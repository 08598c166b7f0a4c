-- reads {kind}_membership, ledger_part and touched_records (handed over): the other members of the entities concerned
SELECT record_id, cluster_id
FROM {kind}_membership
WHERE
    record_id IN (SELECT record_id FROM ledger_part)
    AND record_id NOT IN (SELECT record_id FROM touched_records)
