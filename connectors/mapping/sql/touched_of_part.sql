-- reads changed: keys whose earlier mentions, if there are any, are deleted or replaced
SELECT DISTINCT source_key FROM changed ORDER BY source_key
