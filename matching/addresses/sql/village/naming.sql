-- reads resolve_naming and resolve_village_hamlet: the namings with natural villages that were read as compounds, since they
-- stand behind the house number, or as lanes, put where they belong
CREATE OR REPLACE TEMP TABLE resolve_naming AS
SELECT
    naming.* REPLACE (
        CASE WHEN known.hamlet IS NULL THEN naming.compound END AS compound,
        CASE WHEN known.hamlet IS NULL THEN naming.road END AS road,
        coalesce(naming.hamlet, known.hamlet) AS hamlet
    )
FROM resolve_naming AS naming
LEFT JOIN resolve_village_hamlet AS known
    ON known.street = coalesce(naming.street, '') AND known.community = naming.community
    AND known.hamlet = coalesce(naming.compound, naming.road) AND (naming.compound IS NULL OR naming.road IS NULL)
    AND naming.outside IS NULL AND naming.crossing IS NULL AND naming.number IS NOT NULL
