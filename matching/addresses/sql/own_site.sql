-- reads resolve_sign and resolve_placed: namings that no reference knows, as sites of their own; adds them to the known
CREATE OR REPLACE TEMP TABLE resolve_own AS
SELECT
    sign,
    CASE
        WHEN road IS NOT NULL AND number IS NOT NULL THEN concat_ws('|', 'N', coalesce(street, ''), road, number)
        WHEN compound IS NOT NULL THEN concat_ws('|', 'C', coalesce(street, ''), compound)
        WHEN road IS NOT NULL THEN concat_ws('|', 'N', coalesce(street, ''), road, '')
        ELSE concat_ws('|', 'V', coalesce(street, ''), coalesce(community, ''),
            CASE WHEN number IS NULL OR (coalesce(street, ''), community, number) IN (FROM resolve_group) THEN coalesce(grp, '') ELSE '' END,
            coalesce(number, ''))
    END AS site,
    street,
    community,
    grp,
    road,
    number,
    compound
FROM resolve_sign
WHERE sign NOT IN (SELECT sign FROM resolve_placed)
