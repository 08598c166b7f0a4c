-- reads resolve_reference, resolve_group, resolve_reading, resolve_naming: the reference with the key of each record's site;
-- a village group, named by the parts or by the record's own text, is part of it only where it tells two houses apart
CREATE OR REPLACE TEMP TABLE resolve_reference AS
WITH grouped AS (
    SELECT
        reference.* EXCLUDE (grp, hamlet, text_id),
        coalesce(reference.hamlet, reference.grp, naming.hamlet, naming.grp) AS grp,
        divided.number IS NOT NULL AS by_group
    FROM resolve_reference AS reference
    LEFT JOIN resolve_reading AS reading ON reading.text_id = reference.text_id
    LEFT JOIN resolve_naming AS naming
        ON naming.naming_id = reading.naming_id AND naming.number = reference.number
        AND naming.community = reference.community
    LEFT JOIN resolve_group AS divided
        ON divided.street = coalesce(reference.street, '')
        AND divided.community = reference.community AND divided.number = reference.number
)
SELECT
    * EXCLUDE (by_group),
    CASE
        WHEN compound IS NOT NULL THEN concat_ws('|', 'C', coalesce(street, ''), compound)
        WHEN number IS NULL THEN NULL
        WHEN road IS NOT NULL THEN concat_ws('|', 'N', coalesce(street, ''), road, number)
        ELSE concat_ws('|', 'V', coalesce(street, ''), coalesce(community, ''),
            CASE WHEN by_group THEN coalesce(grp, '') ELSE '' END, number)
    END AS site
FROM grouped
