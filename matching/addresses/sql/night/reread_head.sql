-- reads resolve_kept.head: names that may read otherwise with the gazetteer of today
SELECT head_id, head
FROM resolve_kept.head
WHERE regexp_matches(head, $changed)
ORDER BY head_id
