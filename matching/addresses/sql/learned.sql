-- reads resolve_taught (part, name, official, kind), resolve_naming, resolve_reading, resolve_mention, resolve_system (of each record): into
-- resolve_name the names that texts taught, with the systems whose texts have them
INSERT INTO resolve_name BY NAME
WITH written AS (
    SELECT 'street' AS part, street AS name, naming_id FROM resolve_naming WHERE outside IS NULL
    UNION ALL
    SELECT 'community', community, naming_id FROM resolve_naming WHERE outside IS NULL
    UNION ALL
    SELECT 'road', road, naming_id FROM resolve_naming WHERE outside IS NULL
    UNION ALL
    SELECT 'compound', compound, naming_id FROM resolve_naming WHERE outside IS NULL
),
taught AS (
    SELECT DISTINCT part, name, official, kind FROM resolve_taught
),
text AS (
    SELECT DISTINCT written.part, written.name, reading.text_id
    FROM written
    SEMI JOIN taught ON taught.part = written.part AND taught.name = written.name
    JOIN resolve_reading AS reading ON reading.naming_id = written.naming_id
),
source AS (
    SELECT text.part, text.name, list_sort(list(DISTINCT input.system)) AS systems
    FROM text
    JOIN resolve_mention AS mention ON mention.text_id = text.text_id
    JOIN resolve_system AS input ON input.record_id = mention.record_id
    GROUP BY ALL
)
SELECT taught.part, taught.name, taught.official, '' AS street, '' AS community, taught.kind, coalesce(source.systems, []) AS systems
FROM taught
LEFT JOIN source ON source.part = taught.part AND source.name = taught.name
