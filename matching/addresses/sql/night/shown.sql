-- reads resolve_node, resolve_new_node, resolve_site, resolve_area, resolve_division and resolve_kept: places whose row may be
-- another: new or others themselves, right below such ones, or of a site or area that is called otherwise by now
CREATE OR REPLACE TEMP TABLE resolve_shown AS
WITH street AS (
    SELECT street
    FROM ((FROM resolve_division EXCEPT FROM resolve_kept.division) UNION ALL (FROM resolve_kept.division EXCEPT FROM resolve_division))
),
new_area AS (
    SELECT place FROM resolve_new_node WHERE depth = 'area'
),
area AS (
    SELECT area_id FROM (FROM resolve_area EXCEPT FROM resolve_kept.area)
    UNION
    SELECT area_id FROM resolve_area WHERE street IN (SELECT street FROM street)
    UNION
    SELECT area.area_id
    FROM resolve_area AS area
    JOIN resolve_area AS above ON above.area = area.parent
    WHERE above.area_id IN (SELECT place FROM new_area)
),
site AS (
    SELECT site_id FROM (FROM resolve_site EXCEPT FROM resolve_kept.site)
    UNION
    SELECT site_id FROM resolve_site WHERE street IN (SELECT street FROM street)
),
site_below AS (
    SELECT site.site_id
    FROM resolve_site AS site
    JOIN resolve_area AS above
        ON above.area = CASE WHEN site.community IS NOT NULL THEN concat_ws('|', 'K', coalesce(site.street, ''), site.community)
            WHEN site.street IS NOT NULL THEN concat_ws('|', 'S', site.street) ELSE 'D' END
    WHERE above.area_id IN (SELECT place FROM new_area)
),
placed AS (
    SELECT
        node.*,
        CASE
            WHEN node.depth = 'room' AND node.unit <> '' THEN 'unit'
            WHEN node.depth IN ('room', 'unit') AND node.building <> '' THEN 'building'
            ELSE 'site'
        END AS parent_depth,
        CASE WHEN node.depth IN ('room', 'unit') THEN node.building ELSE '' END AS parent_building,
        CASE WHEN node.depth = 'room' THEN node.unit ELSE '' END AS parent_unit
    FROM resolve_node AS node
    WHERE node.depth IN ('room', 'unit', 'building')
)
FROM resolve_new_node
UNION
SELECT * FROM resolve_node WHERE depth = 'area' AND place IN (SELECT area_id FROM area)
UNION
SELECT * FROM resolve_node WHERE depth <> 'area' AND place IN (SELECT site_id FROM site)
UNION
SELECT * FROM resolve_node WHERE depth = 'site' AND place IN (SELECT site_id FROM site_below)
UNION
SELECT placed.* EXCLUDE (parent_depth, parent_building, parent_unit)
FROM placed
SEMI JOIN resolve_new_node AS parent
    ON parent.depth = placed.parent_depth AND parent.place = placed.place AND parent.building = placed.parent_building
    AND parent.unit = placed.parent_unit
