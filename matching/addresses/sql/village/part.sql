-- reads resolve_naming, resolve_village_claim, resolve_village_owner, resolve_village_hamlet: for whatever names
-- a house of a village the one name of the part of the village that it lies in: the natural village, or the group
CREATE OR REPLACE TEMP TABLE resolve_village_part AS
WITH key AS (
    SELECT coalesce(street, '') AS street, community, coalesce(grp, '') AS grp, coalesce(hamlet, '') AS hamlet, number
    FROM resolve_naming
    WHERE outside IS NULL AND road IS NULL AND compound IS NULL
    UNION
    SELECT street, community, grp, hamlet, number
    FROM resolve_village_claim
),
-- a name that the village does not have says less than the group beside it
meant AS (
    SELECT
        key.*,
        CASE WHEN known.hamlet IS NULL AND key.hamlet <> '' AND alone.part IS NOT NULL THEN '' ELSE key.hamlet END AS meant,
        alone.part AS of_group
    FROM key
    LEFT JOIN resolve_village_hamlet AS known
        ON known.street = key.street AND known.community = key.community AND known.hamlet = key.hamlet
    LEFT JOIN resolve_village_owner AS alone
        ON alone.street = key.street AND alone.community = key.community AND alone.grp = key.grp
        AND key.grp <> '' AND alone.hamlet = '' AND alone.number = ''
    WHERE key.community IS NOT NULL AND key.number IS NOT NULL AND (key.grp <> '' OR key.hamlet <> '')
)
SELECT
    meant.street,
    meant.community,
    meant.grp,
    meant.hamlet,
    meant.number,
    CASE
        WHEN meant.meant = '' THEN coalesce(meant.of_group, numbered.part, meant.grp)
        WHEN meant.grp = '' THEN coalesce(numbered.part, meant.meant)
        ELSE coalesce(tied.part, meant.meant)
    END AS part
FROM meant
LEFT JOIN resolve_village_owner AS tied
    ON tied.street = meant.street AND tied.community = meant.community AND tied.number = ''
    AND tied.grp = meant.grp AND tied.hamlet = meant.meant AND meant.grp <> '' AND meant.meant <> ''
LEFT JOIN resolve_village_owner AS numbered
    ON numbered.street = meant.street AND numbered.community = meant.community AND numbered.number = meant.number
    AND numbered.grp = meant.grp AND numbered.hamlet = meant.meant
