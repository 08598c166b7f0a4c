-- reads arrived: keys that a file of changes deletes
CREATE OR REPLACE TEMP TABLE named AS
SELECT DISTINCT source_key FROM arrived WHERE operation = 'delete' AND source_key IS NOT NULL
