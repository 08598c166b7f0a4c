-- reads ledger and touched_records (handed over): all entries of every entity that these records are in or were born in
WITH
concerned AS (
    SELECT entity_id, birth_id
    FROM ledger
    WHERE kind = $kind AND record_id IN (SELECT record_id FROM touched_records)
),

entity AS (
    SELECT entity_id FROM concerned
    UNION
    SELECT birth_id FROM concerned
)

SELECT * FROM ledger
WHERE kind = $kind AND entity_id IN (SELECT entity_id FROM entity)
ORDER BY record_id
