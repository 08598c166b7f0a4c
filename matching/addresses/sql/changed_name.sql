-- reads resolve_earlier_names and resolve_name: names that stand for other places than they did
WITH earlier AS (
    SELECT part, name, official, street, community FROM resolve_earlier_names
),
today AS (
    SELECT part, name, official, street, community FROM resolve_name
)
SELECT DISTINCT name
FROM ((FROM earlier EXCEPT FROM today) UNION ALL (FROM today EXCEPT FROM earlier))
