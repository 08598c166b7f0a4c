-- reads quarantine and rejection of the workshop: what of one system is refused now, batch by batch
SELECT batch_id, row_number, source_key, CAST(NULL AS VARCHAR) AS "column", reason
FROM quarantine
WHERE system = $system
UNION ALL
SELECT batch_id, NULL, source_key, "column", rule
FROM rejection
WHERE system = $system
ORDER BY ALL
