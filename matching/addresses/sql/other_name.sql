-- reads resolve_place_name_input (the columns of PlaceName) and resolve_reference: other names of roads, communities and
-- compounds as the register of place names has them; they are still as written
CREATE OR REPLACE TEMP TABLE resolve_other_name AS
WITH named AS (
    SELECT
        address_record_id AS record_id,
        unnest(list_distinct(list_concat(coalesce(former_place_names, []), coalesce(place_aliases, [])))) AS name
    FROM resolve_place_name_input
)
SELECT DISTINCT
    CASE
        WHEN reference.compound IS NOT NULL THEN 'compound'
        WHEN reference.road IS NOT NULL THEN 'road'
        ELSE 'community'
    END AS part,
    named.name,
    coalesce(reference.compound, reference.road, reference.community) AS official,
    coalesce(reference.street, '') AS street,
    coalesce(reference.community, '') AS community
FROM named
JOIN resolve_reference AS reference ON reference.record_id = named.record_id
WHERE named.name IS NOT NULL AND coalesce(reference.compound, reference.road, reference.community) IS NOT NULL
