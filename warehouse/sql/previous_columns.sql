-- reads the catalogue: the columns that a table of the release before has
SELECT column_name FROM duckdb_columns() WHERE database_name = 'previous' AND table_name = $table
