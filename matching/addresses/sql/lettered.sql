-- reads resolve_claim and changes it: a building by its number where the site's buildings have letters, 1 for A
WITH lettered AS (
    SELECT site_id, list(DISTINCT building) AS letters
    FROM resolve_claim
    WHERE rule = 'parts' AND building <> ''
    GROUP BY site_id
    HAVING bool_and(regexp_full_match(building, '[A-Z]'))
)
UPDATE resolve_claim AS claim
SET building = chr(64 + try_cast(claim.building AS INTEGER))
FROM lettered
WHERE lettered.site_id = claim.site_id
    AND regexp_full_match(claim.building, '[0-9]{1,2}')
    AND list_contains(lettered.letters, chr(64 + try_cast(claim.building AS INTEGER)))
