-- reads arrived, chosen, changed and gone: rows received, unchanged, deleted, saying so, and to map
SELECT
    (SELECT count(*) FROM arrived),
    (SELECT count(*) FROM chosen) - (SELECT count(*) FROM changed),
    (SELECT count(*) FROM gone),
    (SELECT count(*) FROM changed WHERE operation = 'delete'),
    (SELECT count(*) FROM changed WHERE operation <> 'delete')
