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
LEFT JOIN resolve_naming AS naming
    ON naming.naming_id = reading.naming_id AND naming.number = reference.number
    AND naming.community = reference.community AND reference.road IS NULL AND reference.compound IS NULL
    AND naming.road IS NULL AND naming.compound IS NULL
