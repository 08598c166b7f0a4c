-- reads one table of the workshop: where each record stands
SELECT record_id, rowid AS position FROM {table}
