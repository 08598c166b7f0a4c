-- reads resolve_reference, resolve_village_part, resolve_village_house: the reference with the one part of the village that each
-- record means
CREATE OR REPLACE TEMP TABLE resolve_reference AS
SELECT
    reference.* REPLACE (
        CASE WHEN coalesce(part.part, house.part) IS NULL THEN reference.grp END AS grp,
        coalesce(part.part, house.part, reference.hamlet) AS hamlet
    )
FROM resolve_reference AS reference
LEFT JOIN resolve_village_part AS part
    ON part.street = coalesce(reference.street, '') AND part.community = reference.community AND part.number = reference.number
    AND part.grp = coalesce(reference.grp, '') AND part.hamlet = coalesce(reference.hamlet, '')
    AND reference.road IS NULL AND reference.compound IS NULL
LEFT JOIN resolve_village_house AS house
    ON house.street = coalesce(reference.street, '') AND house.community = reference.community AND house.number = reference.number
    AND house.is_clear AND coalesce(reference.grp, reference.hamlet) IS NULL
    AND reference.road IS NULL AND reference.compound IS NULL
