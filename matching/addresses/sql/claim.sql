-- reads resolve_mention, resolve_reading, resolve_named, resolve_reference, resolve_site: one row a record with the place it
-- claims; '' where a part is not named
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH placed AS (
    SELECT reference.*, NULL AS area_id, site.site_id
    FROM resolve_reference AS reference
    JOIN resolve_site AS site ON site.site = reference.site
    UNION ALL
    -- what names no site names an area
    SELECT reference.*, named.area_id, NULL
    FROM resolve_reference AS reference
    JOIN resolve_named AS named
        ON named.rule = 'parts'
        AND named.site IS NULL
        AND coalesce(named.street, '') = coalesce(reference.street, '')
        AND coalesce(named.community, '') = coalesce(reference.community, '')
        AND coalesce(named.grp, '') = coalesce(reference.grp, '')
        AND coalesce(named.road, '') = coalesce(reference.road, '')
        AND coalesce(named.number, '') = coalesce(reference.number, '')
        AND coalesce(named.compound, '') = coalesce(reference.compound, '')
    WHERE reference.site IS NULL
)

SELECT
    mention.record_id,
    named.area_id,
    CASE WHEN named.names_site OR coalesce(reading.building, reading.unit, reading.room) IS NOT NULL THEN named.site_id END
        AS site_id,
    coalesce(reading.building, '') AS building,
    coalesce(reading.unit, '') AS unit,
    coalesce(reading.room, '') AS room,
    reading.open,
    named.rule,
    named.is_known,
    named.outside IS NOT NULL AS is_outside,
    reading.is_beside,
    mention.address_code
FROM resolve_mention AS mention
JOIN resolve_reading AS reading ON reading.text_id = mention.text_id
JOIN resolve_named AS named ON named.naming_id = reading.naming_id
WHERE NOT mention.is_reference
UNION ALL
SELECT
    record_id,
    area_id,
    site_id,
    coalesce(building, ''),
    coalesce(unit, ''),
    coalesce(room, ''),
    '',
    'parts',
    true,
    false,
    false,
    address_code
FROM placed
