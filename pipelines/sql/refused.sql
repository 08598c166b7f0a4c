-- reads quarantine and rejection of the workshop: what of one system is refused now
SELECT batch_id, table_name, row_number, source_key, NULL AS "column", reason
FROM quarantine
WHERE system = $system
UNION ALL
SELECT batch_id, table_name, NULL AS row_number, source_key, "column", rule AS reason
FROM rejection
WHERE system = $system
ORDER BY row_number NULLS LAST, batch_id, source_key, "column"
LIMIT $limit
