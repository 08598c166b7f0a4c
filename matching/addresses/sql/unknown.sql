-- reads resolve_naming and resolve_reference: names in texts of the district that no reference knows
WITH name AS (
    SELECT 'street' AS part, street AS name, NULL AS street FROM resolve_naming WHERE outside IS NULL
    UNION
    SELECT 'community', community, street FROM resolve_naming WHERE outside IS NULL
    UNION
    SELECT 'road', road, street FROM resolve_naming WHERE outside IS NULL
    UNION
    SELECT 'road', crossing, street FROM resolve_naming WHERE outside IS NULL
    UNION
    SELECT 'compound', compound, street FROM resolve_naming WHERE outside IS NULL
),
official AS (
    SELECT 'street' AS part, street AS name FROM resolve_reference
    UNION
    SELECT 'community', community FROM resolve_reference
    UNION
    SELECT 'road', road FROM resolve_reference
    UNION
    SELECT 'compound', compound FROM resolve_reference
)
SELECT name.part, name.name, name.street
FROM name
ANTI JOIN official ON official.part = name.part AND official.name = name.name
WHERE name.name IS NOT NULL
