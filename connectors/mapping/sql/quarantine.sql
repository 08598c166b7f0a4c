-- reads arrived and ranked: rows that cannot be recorded, with the reason
SELECT row_number, source_key, 'key.missing' AS reason FROM arrived WHERE source_key IS NULL
UNION ALL
SELECT row_number, source_key, 'operation.unknown' FROM arrived WHERE source_key IS NOT NULL AND operation IS NULL
UNION ALL
SELECT row_number, source_key, if(is_the_same, 'row.repeated', 'key.repeated') FROM ranked WHERE place > 1
ORDER BY row_number
