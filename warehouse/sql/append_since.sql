-- reads a table of what happened by release: what happened since the release before
INSERT INTO draft.{table} BY NAME
SELECT * FROM {table} WHERE release_number > $release_number
