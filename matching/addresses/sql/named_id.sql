-- reads resolve_named, resolve_site, resolve_area: the namings with the numbers of their site and area
CREATE OR REPLACE TEMP TABLE resolve_named AS
SELECT
    named.* EXCLUDE (area),
    site.site_id,
    area.area_id,
    coalesce(named.number, named.compound) IS NOT NULL AS names_site
FROM resolve_named AS named
LEFT JOIN resolve_site AS site ON site.site = named.site
LEFT JOIN resolve_area AS area ON area.area = named.area
