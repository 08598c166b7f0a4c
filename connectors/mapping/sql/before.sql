-- reads history: key and digest of the rows in force before the batch
CREATE OR REPLACE TEMP TABLE before AS
SELECT source_key, arg_max(digest, sequence) AS digest FROM history
GROUP BY source_key
HAVING arg_max(operation, sequence) <> 'delete'
