-- reads resolve_letter and changes resolve_claim: a building by its number where the site's buildings have letters, 1 for A
UPDATE resolve_claim AS claim
SET building = chr(64 + try_cast(claim.building AS INTEGER))
FROM resolve_letter AS lettered
WHERE lettered.site_id = claim.site_id
    AND regexp_full_match(claim.building, '[0-9]{1,2}')
    AND list_contains(lettered.letters, chr(64 + try_cast(claim.building AS INTEGER)))
