-- reads resolve_versioned and resolve_kept.record: the records that are new, another, or gone
CREATE OR REPLACE TEMP TABLE resolve_change AS
SELECT
    coalesce(now.record_id, before.record_id) AS record_id,
    now.position,
    now.record_id IS NOT NULL AS is_here,
    before.record_id IS NOT NULL AS was_here
FROM resolve_versioned AS now
FULL JOIN resolve_kept.record AS before ON before.record_id = now.record_id
WHERE now.version IS DISTINCT FROM before.version OR now.record_id IS NULL OR before.record_id IS NULL
