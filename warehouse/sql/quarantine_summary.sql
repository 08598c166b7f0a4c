-- reads quarantine and rejection: counts only, by batch, field and rule
INSERT INTO draft.quarantine_summary BY NAME
SELECT
    system,
    table_name,
    batch_id,
    'row kept apart' AS verdict,
    NULL AS field,
    NULL AS "column",
    reason AS rule,
    count(*) AS row_count
FROM quarantine
GROUP BY system, table_name, batch_id, reason
UNION ALL BY NAME
SELECT
    system,
    table_name,
    batch_id,
    'value refused' AS verdict,
    field,
    "column",
    rule,
    count(*) AS row_count
FROM rejection
GROUP BY system, table_name, batch_id, field, "column", rule
ORDER BY ALL
