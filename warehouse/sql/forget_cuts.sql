-- reads touched_records (handed over): both ends of a cut are in one component, which is said anew as a whole
DELETE FROM cut
WHERE kind = $kind AND left_id IN (SELECT record_id FROM touched_records)
