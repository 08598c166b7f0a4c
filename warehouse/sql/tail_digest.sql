-- reads {kind}_membership: a digest of its last rows, by row id, and how many rows there are
SELECT concat((SELECT count(*) FROM {kind}_membership), ':', count(*), ':', coalesce(sum(hash(row)), 0))
FROM (SELECT * FROM {kind}_membership WHERE rowid >= $first) AS row
