-- reads resolve_record: every place that records name themselves, its smallest record, and how many name it
CREATE OR REPLACE TEMP TABLE resolve_exact AS
SELECT depth, place, building, unit, room, min(record_id) AS cluster_id, count(*) AS size, max(certainty) AS certainty
FROM resolve_record
WHERE depth <> 'unreadable'
GROUP BY ALL
