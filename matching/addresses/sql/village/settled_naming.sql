-- reads resolve_naming, resolve_village_part, resolve_village_house: the namings with the one part of the village that they mean
CREATE OR REPLACE TEMP TABLE resolve_naming AS
SELECT
    naming.* REPLACE (
        CASE WHEN coalesce(part.part, house.part) IS NULL THEN naming.grp END AS grp,
        coalesce(part.part, house.part, naming.hamlet) AS hamlet
    )
FROM resolve_naming AS naming
-- what is asked of the left side stands within a key: beside the keys it would have every row meet every other
LEFT JOIN resolve_village_part AS part
    ON part.street = coalesce(naming.street, '') AND part.community = naming.community
    AND part.grp = coalesce(naming.grp, '') AND part.hamlet = coalesce(naming.hamlet, '')
    AND part.number
    = CASE WHEN naming.outside IS NULL AND naming.road IS NULL AND naming.compound IS NULL THEN naming.number END
LEFT JOIN (FROM resolve_village_house WHERE is_clear) AS house
    ON house.street = coalesce(naming.street, '') AND house.community = naming.community
    AND house.number = CASE
        WHEN coalesce(naming.grp, naming.hamlet, naming.road, naming.compound) IS NULL AND naming.outside IS NULL
            THEN naming.number
    END
