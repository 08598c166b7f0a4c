-- reads resolve_reference: the sites of the reference with every street, community, road, number and name each goes by
CREATE OR REPLACE TEMP TABLE resolve_known AS
SELECT DISTINCT
    CASE
        WHEN compound IS NOT NULL THEN concat_ws('|', 'C', coalesce(street, ''), compound)
        WHEN road IS NOT NULL THEN concat_ws('|', 'N', coalesce(street, ''), road, number)
        ELSE concat_ws('|', 'V', coalesce(street, ''), coalesce(community, ''), coalesce(grp, ''), number)
    END AS site,
    street,
    community,
    grp,
    road,
    number,
    compound
FROM resolve_reference
WHERE compound IS NOT NULL OR number IS NOT NULL
