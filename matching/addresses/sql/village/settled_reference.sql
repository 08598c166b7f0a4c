-- reads resolve_reference, resolve_village_part, resolve_village_house: the reference with the one part of the village that each
-- record means
CREATE OR REPLACE TEMP TABLE resolve_reference AS
SELECT
    reference.* REPLACE (
        CASE WHEN coalesce(part.part, house.part) IS NULL THEN reference.grp END AS grp,
        coalesce(part.part, house.part, reference.hamlet) AS hamlet
    )
FROM resolve_reference AS reference
-- what is asked of the left side stands within a key: beside the keys it would have every row meet every other
LEFT JOIN resolve_village_part AS part
    ON part.street = coalesce(reference.street, '') AND part.community = reference.community
    AND part.grp = coalesce(reference.grp, '') AND part.hamlet = coalesce(reference.hamlet, '')
    AND part.number = CASE WHEN reference.road IS NULL AND reference.compound IS NULL THEN reference.number END
LEFT JOIN (FROM resolve_village_house WHERE is_clear) AS house
    ON house.street = coalesce(reference.street, '') AND house.community = reference.community
    AND house.number = CASE
        WHEN coalesce(reference.grp, reference.hamlet, reference.road, reference.compound) IS NULL THEN reference.number
    END
