-- reads resolve_sign and resolve_placed: namings that no reference knows, as sites of their own; adds them to the known
-- what many communities have (文化礼堂, 村道) is no name of a place: it is another one in each community that is written
CREATE OR REPLACE TEMP TABLE resolve_own AS
WITH common AS (
    SELECT compound
    FROM resolve_sign
    WHERE compound IS NOT NULL AND community IS NOT NULL AND sign NOT IN (SELECT sign FROM resolve_placed)
    GROUP BY compound
    HAVING count(DISTINCT (street, community)) > 2
)
SELECT
    sign,
    CASE
        WHEN road IS NOT NULL AND number IS NOT NULL THEN concat_ws('|', 'N', coalesce(street, ''), road, number)
        WHEN compound IS NOT NULL
            THEN concat_ws('|', 'C', coalesce(street, ''), compound, CASE WHEN compound IN (FROM common) THEN community END)
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
