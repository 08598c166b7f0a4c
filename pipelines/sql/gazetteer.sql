-- reads gazetteer: every name that the last run knew
SELECT place_part, place_name, official_name, coalesce(street, '') AS street, coalesce(community, '') AS community, name_kind,
    source_systems
FROM gazetteer
