-- what an earlier run said goes
DELETE FROM {table}
