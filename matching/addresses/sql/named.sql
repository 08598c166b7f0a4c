-- reads resolve_naming, resolve_sited, resolve_reference, resolve_road: every naming, those of the reference too, with its
-- site, and with the area that it names where it names no site; both as keys
CREATE OR REPLACE TEMP TABLE resolve_named AS
WITH named AS (
    SELECT
        naming.naming_id,
        sited.site,
        coalesce(sited.is_known, false) AS is_known,
        naming.outside,
        naming.street,
        naming.community,
        coalesce(naming.hamlet, naming.grp) AS grp,
        naming.road,
        naming.crossing,
        naming.number,
        naming.compound,
        naming.rule
    FROM resolve_naming AS naming
    LEFT JOIN resolve_sited AS sited ON sited.sign = naming.sign
    UNION ALL
    SELECT NULL, site, true, NULL, street, community, grp, road, NULL, number, compound, 'parts'
    FROM (SELECT DISTINCT site, street, community, grp, road, number, compound FROM resolve_reference)
)
SELECT
    named.* REPLACE (coalesce(naming_id, -(row_number() OVER ())::INTEGER) AS naming_id),
    CASE
        WHEN outside IS NOT NULL
            THEN concat_ws('|', 'O', outside, coalesce(street, ''), coalesce(community, ''), coalesce(grp, ''),
                coalesce(named.road, ''), coalesce(number, ''), coalesce(compound, ''))
        WHEN crossing IS NOT NULL THEN concat_ws('|', 'X', least(named.road, crossing), greatest(named.road, crossing))
        WHEN named.road IS NOT NULL
            THEN concat_ws('|', 'R', CASE WHEN divided.road IS NOT NULL THEN coalesce(street, '') ELSE '' END, named.road)
        WHEN community IS NOT NULL THEN concat_ws('|', 'K', coalesce(street, ''), community)
        WHEN street IS NOT NULL THEN concat_ws('|', 'S', street)
        ELSE 'D'
    END AS area
FROM named
LEFT JOIN resolve_road AS divided ON divided.road = named.road
