-- reads the records of one kind and their memberships: memberships of records that are gone
SELECT count(*)
FROM {kind}_membership AS member
ANTI JOIN {kind}_record AS record ON record.record_id = member.record_id
