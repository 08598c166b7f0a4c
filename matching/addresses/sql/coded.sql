-- reads resolve_claim: a coded reference speaks where the text's own site is not known or is the same, and nothing in the
-- text contradicts it; the record goes no deeper than its text
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH code AS (
    SELECT address_code, min(site_id) AS site_id, min(building) AS building, min(unit) AS unit, min(room) AS room
    FROM resolve_claim
    WHERE rule = 'parts' AND address_code IS NOT NULL AND site_id IS NOT NULL
    GROUP BY address_code
    HAVING count(*) = 1
),
judged AS (
    SELECT
        claim.*,
        code.site_id AS code_site,
        code.building AS code_building,
        code.unit AS code_unit,
        coalesce(
            code.site_id IS NOT NULL AND claim.rule <> 'parts' AND NOT claim.is_outside
            AND (claim.site_id = code.site_id OR (claim.site_id IS NOT NULL AND NOT claim.is_known))
            AND claim.building IN ('', code.building)
            AND claim.unit IN ('', code.unit)
            AND claim.room IN ('', code.room),
            false
        ) AS by_code
    FROM resolve_claim AS claim
    LEFT JOIN code ON code.address_code = claim.address_code
)
SELECT
    judged.* EXCLUDE (address_code, code_site, code_building, code_unit, by_code)
    REPLACE (
        CASE WHEN by_code THEN code_site ELSE site_id END AS site_id,
        CASE WHEN by_code AND room <> '' THEN code_building ELSE building END AS building,
        CASE WHEN by_code AND room <> '' THEN code_unit ELSE unit END AS unit,
        CASE WHEN by_code THEN 'code' ELSE rule END AS rule
    )
FROM judged
