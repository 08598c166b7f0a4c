-- reads resolve_letter and changes resolve_claim: a house's kind is nothing to its number (高层3 is 3) where the site's reference
-- has no house of that number with a kind; where it has that one only, the number is enough (3 is 高层3)
UPDATE resolve_claim AS claim
SET building = plain.building
FROM (
    WITH said AS (
        SELECT DISTINCT site_id, building, resolve_without_kind(building) AS number
        FROM resolve_claim
        WHERE rule <> 'parts' AND building <> '' AND site_id IS NOT NULL
    )
    SELECT
        said.site_id,
        said.building AS written,
        list_filter(letter.of_kinds, lambda house: house.number = said.number) AS kept,
        CASE
            WHEN len(kept) = 0 THEN said.number
            WHEN len(kept) = 1 AND said.building = said.number THEN kept[1].building
            ELSE said.building
        END AS building
    FROM said
    JOIN resolve_letter AS letter ON letter.site_id = said.site_id
    WHERE said.building <> said.number OR len(letter.of_kinds) > 0
) AS plain
WHERE plain.site_id = claim.site_id AND plain.written = claim.building AND plain.building <> plain.written
    AND claim.rule <> 'parts'
