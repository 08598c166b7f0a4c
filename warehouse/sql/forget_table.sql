-- all that the batches of one table said goes
DELETE FROM {table} WHERE system = $system AND table_name = $table_name
