-- reads resolve_news, resolve_member, resolve_change and resolve_kept.member: the records of all places that somebody came to or
-- left, since an entity goes where most of its records go; and those that are gone
CREATE OR REPLACE TEMP TABLE resolve_touched AS
WITH gone AS (
    SELECT record_id FROM resolve_change WHERE NOT is_here
),
place AS (
    SELECT cluster_id FROM resolve_news
    UNION
    SELECT cluster_id
    FROM resolve_kept.member
    WHERE record_id IN (SELECT record_id FROM resolve_news UNION ALL SELECT record_id FROM gone)
)
SELECT record_id FROM resolve_member WHERE cluster_id IN (SELECT cluster_id FROM place)
UNION
SELECT record_id FROM gone
