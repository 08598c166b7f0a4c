-- reads quarantine and rejection of the workshop: how much of each system is refused now, by table, column and reason
SELECT system, table_name, NULL AS "column", reason, count(*) AS refused
FROM quarantine
GROUP BY system, table_name, reason
UNION ALL
SELECT system, table_name, "column", rule AS reason, count(*) AS refused
FROM rejection
GROUP BY system, table_name, "column", rule
ORDER BY ALL
