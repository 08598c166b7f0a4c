-- reads arrived: its rows with a key
INSERT INTO in_force
SELECT $sequence, row_number, source_key, operation
FROM arrived
WHERE source_key IS NOT NULL AND operation IS NOT NULL
