-- reads the standing of claims: how many records and systems speak of each entity; apart from the choice of fields,
-- because counting distinct values there would double its time
CREATE OR REPLACE TEMP TABLE {kind}_count AS
SELECT {kind}_id, sum(records)::BIGINT AS record_count, count(*) AS system_count
FROM (SELECT {kind}_id, system, count(*) AS records FROM {kind}_standing GROUP BY {kind}_id, system)
GROUP BY {kind}_id
