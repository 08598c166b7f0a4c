-- what an earlier run said of one kind goes
DELETE FROM {table} WHERE kind = $kind
