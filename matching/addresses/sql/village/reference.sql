-- reads resolve_reference, resolve_reading, resolve_naming: the reference with the group and natural village that a record's own
-- text adds to its parts
CREATE OR REPLACE TEMP TABLE resolve_reference AS
SELECT
    reference.* REPLACE (
        coalesce(reference.grp, naming.grp) AS grp,
        coalesce(reference.hamlet, naming.hamlet) AS hamlet
    )
FROM resolve_reference AS reference
LEFT JOIN resolve_reading AS reading ON reading.text_id = reference.text_id
-- what is asked of the left side stands within a key: beside the keys it would have every row meet every other
LEFT JOIN resolve_naming AS naming
    ON naming.naming_id = reading.naming_id AND naming.community = reference.community
    AND naming.number = CASE WHEN reference.road IS NULL AND reference.compound IS NULL THEN reference.number END
    AND naming.road IS NULL AND naming.compound IS NULL
