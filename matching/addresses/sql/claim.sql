-- reads resolve_mention, resolve_named: one row a record with the place it claims; a coded reference speaks where the
-- text's own site is not known or agrees
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH own AS (
    SELECT mention.record_id, mention.address_code, named.* EXCLUDE (record_id, text)
    FROM resolve_mention AS mention
    JOIN resolve_named AS named ON named.text = mention.text
    WHERE NOT mention.is_reference
    UNION ALL BY NAME
    SELECT * EXCLUDE (text)
    FROM resolve_named
    WHERE record_id IS NOT NULL
),
code AS (
    SELECT mention.address_code, min(named.site) AS site, min(named.street) AS street, min(named.building) AS building,
        min(named.unit) AS unit, min(named.room) AS room
    FROM resolve_named AS named
    JOIN resolve_mention AS mention ON mention.record_id = named.record_id AND mention.is_reference
    WHERE mention.address_code IS NOT NULL AND named.site IS NOT NULL
    GROUP BY mention.address_code
    HAVING count(*) = 1
),
judged AS (
    SELECT
        own.*,
        code.site AS code_site,
        code.street AS code_street,
        code.building AS code_building,
        code.unit AS code_unit,
        coalesce(
            own.rule <> 'parts' AND own.outside IS NULL AND own.site IS NOT NULL AND code.site IS NOT NULL
            AND (own.site = code.site OR NOT own.is_known)
            AND coalesce(own.building = code.building, true)
            AND coalesce(own.unit = code.unit, true)
            AND coalesce(own.room = code.room, true),
            false
        ) AS by_code
    FROM own
    LEFT JOIN code ON code.address_code = own.address_code
)
SELECT
    judged.* EXCLUDE (address_code, code_site, code_street, code_building, code_unit, by_code)
    REPLACE (
        CASE WHEN by_code THEN code_site ELSE site END AS site,
        CASE WHEN by_code THEN coalesce(code_street, street) ELSE street END AS street,
        CASE WHEN by_code AND room IS NOT NULL THEN code_building ELSE building END AS building,
        CASE WHEN by_code AND room IS NOT NULL THEN code_unit ELSE unit END AS unit,
        CASE WHEN by_code THEN 'code' ELSE rule END AS rule
    )
FROM judged
