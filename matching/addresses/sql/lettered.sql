-- reads resolve_claim: a building by its number where the site's buildings have letters, 1 for A
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH lettered AS (
    SELECT site_id, list(DISTINCT building) AS letters
    FROM resolve_claim
    WHERE rule = 'parts' AND building <> ''
    GROUP BY site_id
    HAVING bool_and(regexp_full_match(building, '[A-Z]'))
)
SELECT
    claim.* REPLACE (
        CASE
            WHEN lettered.letters IS NOT NULL AND regexp_full_match(claim.building, '[0-9]{1,2}')
                AND list_contains(lettered.letters, chr(64 + try_cast(claim.building AS INTEGER)))
                THEN chr(64 + try_cast(claim.building AS INTEGER))
            ELSE claim.building
        END AS building
    )
FROM resolve_claim AS claim
LEFT JOIN lettered ON lettered.site_id = claim.site_id
