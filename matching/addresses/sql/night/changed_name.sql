-- reads resolve_name and resolve_kept.names: names that stand for other places than they did
WITH today AS (
    SELECT part, name, official, street, community FROM resolve_name
)
SELECT DISTINCT name
FROM ((FROM resolve_kept.names EXCEPT FROM today) UNION ALL (FROM today EXCEPT FROM resolve_kept.names))
