-- reads resolve_claim: a building by its number where the site's buildings have letters, 1 for A
CREATE OR REPLACE TEMP TABLE resolve_claim AS
WITH lettered AS (
    SELECT site, list(DISTINCT building) AS letters
    FROM resolve_claim
    WHERE rule = 'parts' AND building IS NOT NULL
    GROUP BY site
    HAVING bool_and(regexp_full_match(building, '[A-Z]'))
)
SELECT
    claim.* REPLACE (
        CASE
            WHEN regexp_full_match(claim.building, '[0-9]{1,2}') AND list_contains(lettered.letters, chr(64 + claim.building::INT))
                THEN chr(64 + claim.building::INT)
            ELSE claim.building
        END AS building
    )
FROM resolve_claim AS claim
LEFT JOIN lettered ON lettered.site = claim.site
