-- reads gone, changed and before: keys whose earlier mentions are deleted or replaced
SELECT source_key FROM gone
UNION
SELECT source_key FROM changed SEMI JOIN before USING (source_key)
ORDER BY source_key
