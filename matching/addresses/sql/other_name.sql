-- reads resolve_place_name_input (the columns of PlaceName), resolve_reference: other names of streets, communities,
-- roads and compounds as the register of place names has them, former or alternative; they are still as written
CREATE OR REPLACE TEMP TABLE resolve_other_name AS
WITH named AS (
    SELECT address_record_id AS record_id, 'former' AS kind, unnest(former_place_names) AS name
    FROM resolve_place_name_input
    UNION
    SELECT address_record_id, 'alternative', unnest(place_aliases)
    FROM resolve_place_name_input
)
SELECT DISTINCT
    CASE
        WHEN reference.compound IS NOT NULL THEN 'compound'
        WHEN reference.road IS NOT NULL THEN 'road'
        WHEN reference.community IS NOT NULL THEN 'community'
        ELSE 'street'
    END AS part,
    named.name,
    named.kind,
    coalesce(reference.compound, reference.road, reference.community, reference.street) AS official,
    coalesce(reference.street, '') AS street,
    CASE WHEN coalesce(reference.compound, reference.road, reference.community) IS NULL THEN '' ELSE coalesce(reference.community, '') END
        AS community,
    reference.system
FROM named
JOIN resolve_reference AS reference ON reference.record_id = named.record_id
WHERE named.name IS NOT NULL
    AND coalesce(reference.compound, reference.road, reference.community, reference.street) IS NOT NULL
