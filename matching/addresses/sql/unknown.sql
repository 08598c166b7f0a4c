-- reads resolve_reading and resolve_reference: names in texts of the district that no reference knows
SELECT DISTINCT 'street' AS part, street AS name, NULL AS street
FROM resolve_reading
WHERE outside IS NULL AND street IS NOT NULL
    AND street NOT IN (SELECT street FROM resolve_reference WHERE street IS NOT NULL)
UNION ALL
SELECT DISTINCT 'community', community, street
FROM resolve_reading
WHERE outside IS NULL AND community IS NOT NULL
    AND community NOT IN (SELECT community FROM resolve_reference WHERE community IS NOT NULL)
UNION ALL
SELECT DISTINCT 'road', road, street
FROM resolve_reading
WHERE outside IS NULL AND road IS NOT NULL
    AND road NOT IN (SELECT road FROM resolve_reference WHERE road IS NOT NULL)
UNION ALL
SELECT DISTINCT 'road', crossing, street
FROM resolve_reading
WHERE outside IS NULL AND crossing IS NOT NULL
    AND crossing NOT IN (SELECT road FROM resolve_reference WHERE road IS NOT NULL)
UNION ALL
SELECT DISTINCT 'compound', compound, street
FROM resolve_reading
WHERE outside IS NULL AND compound IS NOT NULL
    AND compound NOT IN (SELECT compound FROM resolve_reference WHERE compound IS NOT NULL)
