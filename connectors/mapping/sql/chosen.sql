-- reads arrived and ranked: one row a key
CREATE OR REPLACE TEMP TABLE chosen AS
SELECT * FROM arrived
ANTI JOIN (SELECT row_number FROM ranked WHERE place > 1) AS outdone USING (row_number)
WHERE source_key IS NOT NULL AND operation IS NOT NULL
