-- reads resolve_every_exact, resolve_site, resolve_area: every place, named or above a named one, with its number: the smallest
-- record that names it, or a hash of its key
CREATE OR REPLACE TEMP TABLE resolve_node AS
WITH every AS (
    SELECT depth, place, building, unit, room, certainty
    FROM resolve_every_exact
    UNION ALL
    SELECT 'unit', place, building, unit, '', certainty
    FROM resolve_every_exact
    WHERE depth = 'room' AND unit <> ''
    UNION ALL
    SELECT 'building', place, building, '', '', certainty
    FROM resolve_every_exact
    WHERE depth IN ('room', 'unit') AND building <> ''
    UNION ALL
    SELECT 'site', place, '', '', '', certainty
    FROM resolve_every_exact
    WHERE depth IN ('room', 'unit', 'building')
    UNION ALL
    SELECT 'area', area_id, '', '', '', 0.95
    FROM resolve_area
    WHERE level IN ('community', 'street', 'district')
),
node AS (
    SELECT depth, place, building, unit, room, max(certainty) AS certainty
    FROM every
    GROUP BY ALL
)
SELECT
    node.*,
    coalesce(
        exact.cluster_id,
        (md5_number_lower(concat_ws('|', 'place', node.depth, coalesce(site.site, area.area), node.building, node.unit, node.room))
            >> 1)::BIGINT
    ) AS cluster_id
FROM node
LEFT JOIN resolve_every_exact AS exact
    ON exact.depth = node.depth AND exact.place = node.place AND exact.building = node.building
    AND exact.unit = node.unit AND exact.room = node.room
LEFT JOIN resolve_site AS site ON site.site_id = CASE WHEN node.depth <> 'area' THEN node.place END
LEFT JOIN resolve_area AS area ON area.area_id = CASE WHEN node.depth = 'area' THEN node.place END
