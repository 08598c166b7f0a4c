-- reads system and applied_batch: with the time of what each delivered last, and whether the last look at it failed
INSERT INTO draft.source_system BY NAME
SELECT
    system.*,
    (SELECT max(delivered_at) FROM applied_batch WHERE applied_batch.system = system.system) AS last_delivered_at,
    list_contains($stale::VARCHAR[], system.system) AS is_stale
FROM system
ORDER BY system.system
