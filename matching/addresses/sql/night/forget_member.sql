-- reads resolve_news and resolve_change
DELETE FROM resolve_kept.member
WHERE record_id IN (SELECT record_id FROM resolve_news) OR record_id IN (SELECT record_id FROM resolve_change WHERE NOT is_here)
