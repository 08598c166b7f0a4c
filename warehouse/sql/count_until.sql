-- reads a table of what happened by release: how much of it a release has, and how much the workshop has of that time
SELECT
    (SELECT count(*) FROM previous.{table}),
    (SELECT count(*) FROM {table} WHERE release_number <= $release_number)
