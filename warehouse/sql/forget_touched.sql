-- reads touched; the earlier mentions of those rows go, whatever batch brought them
DELETE FROM {table}
WHERE system = $system AND table_name = $table_name AND source_key IN (SELECT source_key FROM touched)
