-- reads resolve_named, resolve_reference, resolve_site: one row a reference record with the place it claims; '' where a part is
-- not named; whether the room was open and the building filled in is known later
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
    record_id,
    area_id::INTEGER AS area_id,
    site_id::INTEGER AS site_id,
    coalesce(building, '') AS building,
    coalesce(unit, '') AS unit,
    coalesce(room, '') AS room,
    '' AS open,
    'parts' AS rule,
    true AS is_known,
    false AS is_outside,
    false AS is_beside,
    address_code,
    false AS is_opened,
    false AS is_filled
FROM placed
