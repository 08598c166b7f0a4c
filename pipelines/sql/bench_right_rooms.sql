-- reads bench_mention and bench_found (memberships): share of the texts naming a room that are in their dwelling's place
SELECT avg((own.cluster_id = reference.cluster_id)::INTEGER) AS share
FROM bench_mention AS mention
JOIN bench_found AS own ON own.record_id = mention.record_id
JOIN bench_found AS reference ON reference.record_id = mention.dwelling
WHERE mention.way BETWEEN 0 AND $ways - 1
