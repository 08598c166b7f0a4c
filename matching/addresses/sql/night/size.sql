-- reads resolve_change, resolve_kept.record and resolve_kept.text: records that are here, that changed, and texts kept in vain
SELECT
    (SELECT count(*) FROM resolve_kept.record) + (SELECT count(*) FILTER (is_here) - count(*) FILTER (was_here) FROM resolve_change),
    (SELECT count(*) FROM resolve_change),
    (SELECT count(*) FROM resolve_kept.text),
    (SELECT count(*) FILTER (NOT is_asked) FROM resolve_kept.text)
