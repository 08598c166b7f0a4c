-- reads touched_records (handed over): what an earlier run said of the records that are said anew goes
DELETE FROM {kind}_membership
WHERE record_id IN (SELECT record_id FROM touched_records)
