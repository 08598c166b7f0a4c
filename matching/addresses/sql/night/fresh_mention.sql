-- reads resolve_fresh, resolve_fresh_text and resolve_versioned: the records that changed, with the numbers of their texts
CREATE OR REPLACE TEMP TABLE resolve_fresh_mention AS
SELECT
    fresh.record_id,
    versioned.version,
    text.text_id,
    fresh.address_code,
    coalesce(fresh.street, fresh.community, fresh.road, fresh.compound) IS NOT NULL AS is_reference,
    text.text_id IS NOT NULL AND resolve_says_more(fresh.address_text, fresh.road, fresh.compound) AS is_asked
FROM resolve_fresh AS fresh
JOIN resolve_versioned AS versioned ON versioned.position = fresh.position
LEFT JOIN resolve_fresh_text AS text ON text.text = trim(fresh.address_text)
