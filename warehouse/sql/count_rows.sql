-- reads one table
SELECT count(*) FROM {table}
