-- reads resolve_name: every name of the gazetteer, in order
SELECT part, name, official, street, community, kind, systems
FROM resolve_name
ORDER BY ALL
