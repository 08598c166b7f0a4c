-- reads arrived: rows whose key comes more than once, the latest first, the last delivered among equals
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT
    row_number,
    source_key,
    row_number() OVER latest AS place,
    digest = first_value(digest) OVER latest AND operation = first_value(operation) OVER latest AS is_the_same
FROM arrived
SEMI JOIN (
    SELECT source_key FROM arrived WHERE operation IS NOT NULL GROUP BY source_key HAVING count(*) > 1
) AS repeated USING (source_key)
WHERE operation IS NOT NULL
WINDOW latest AS (PARTITION BY source_key ORDER BY observed_at DESC NULLS LAST, row_number DESC)
