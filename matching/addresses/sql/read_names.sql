-- reads resolve_name: the gazetteer, in order
SELECT DISTINCT part, name, official, street, community
FROM resolve_name
ORDER BY ALL
