-- reads resolve_news, resolve_member and resolve_change: the records of all places that somebody came to, and those that left or
-- are gone
CREATE OR REPLACE TEMP TABLE resolve_touched AS
SELECT record_id FROM resolve_member WHERE cluster_id IN (SELECT cluster_id FROM resolve_news)
UNION
SELECT record_id FROM resolve_change WHERE NOT is_here
