-- reads resolve_reading, resolve_sited, resolve_reference, resolve_known: one row a text or reference record, with its site
CREATE OR REPLACE TEMP TABLE resolve_named AS
SELECT
    reading.text,
    NULL::BIGINT AS record_id,
    sited.site,
    coalesce(sited.is_known, false) AS is_known,
    coalesce(sited.score, 0) AS score,
    reading.* EXCLUDE (text, sign)
FROM resolve_reading AS reading
LEFT JOIN resolve_sited AS sited
    ON sited.sign = reading.sign
UNION ALL BY NAME
SELECT
    reference.record_id,
    site,
    true AS is_known,
    9 AS score,
    division_code,
    street,
    community,
    grp,
    road,
    number,
    compound,
    building,
    unit,
    room,
    '' AS open,
    false AS is_beside,
    'parts' AS rule
FROM resolve_reference AS reference
