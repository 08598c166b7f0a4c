-- reads resolve_named: the sites by number, with what they are called; the reference's word first, then the texts'
CREATE OR REPLACE TEMP TABLE resolve_site AS
SELECT
    (row_number() OVER ())::INTEGER AS site_id,
    site,
    coalesce(min(street) FILTER (rule = 'parts'), min(street)) AS street,
    coalesce(min(community) FILTER (rule = 'parts'), min(community)) AS community,
    coalesce(min(grp) FILTER (rule = 'parts'), min(grp)) AS grp,
    coalesce(min(road) FILTER (rule = 'parts'), min(road)) AS road,
    coalesce(min(number) FILTER (rule = 'parts'), min(number)) AS number,
    CASE WHEN site[1] = 'C' THEN coalesce(min(compound) FILTER (rule = 'parts'), min(compound)) END AS compound
FROM resolve_named
WHERE site IS NOT NULL
GROUP BY site
