-- reads the records of one kind and where they stand: every claim with its entity and its two places
CREATE OR REPLACE TEMP VIEW {kind}_claim AS
SELECT standing.{kind}_id, standing.trusted, standing.recent, record.*
FROM {kind}_record AS record
JOIN {kind}_standing AS standing ON standing.record_id = record.record_id
