-- reads resolve_claimant (records), resolve_reading, resolve_named: into resolve_claim what the texts of records claim
INSERT INTO resolve_claim BY NAME
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
    mention.address_code,
    false AS is_opened,
    false AS is_filled
FROM resolve_claimant AS mention
JOIN resolve_reading AS reading ON reading.text_id = mention.text_id
JOIN resolve_named AS named ON named.naming_id = reading.naming_id
WHERE NOT mention.is_reference
