-- reads resolve_shown (the nodes to be shown), resolve_node, resolve_record, resolve_site, resolve_area, resolve_division, resolve_area_code:
-- the places with parent, canonical text and codes
WITH inside AS (
    SELECT
        node.cluster_id,
        parent.cluster_id AS parent_cluster_id,
        CASE WHEN node.depth <> 'site' THEN node.depth WHEN site.compound IS NOT NULL THEN 'compound' ELSE 'number' END AS level,
        concat_ws('', site.street, site.community, site.grp, site.road, site.number || '号', site.compound,
            nullif(node.building, '') || CASE WHEN regexp_matches(node.building, '[0-9A-Za-z]$') THEN '幢'
                WHEN regexp_matches(node.building, '^[0-9A-Za-z]') THEN '' ELSE '楼' END,
            nullif(node.unit, '') || '单元', nullif(node.room, '') || '室') AS canonical_text,
        site.street,
        site.community,
        site.road,
        site.number AS road_number,
        site.compound,
        nullif(node.building, '') AS building,
        nullif(node.unit, '') AS unit,
        nullif(node.room, '') AS room,
        node.certainty AS confidence
    FROM resolve_shown AS node
    JOIN resolve_site AS site ON site.site_id = node.place
    LEFT JOIN resolve_area AS above
        ON above.area = CASE WHEN site.community IS NOT NULL THEN concat_ws('|', 'K', coalesce(site.street, ''), site.community)
            WHEN site.street IS NOT NULL THEN concat_ws('|', 'S', site.street) ELSE 'D' END
    LEFT JOIN resolve_node AS parent
        ON parent.depth = CASE node.depth WHEN 'site' THEN 'area'
            WHEN 'room' THEN CASE WHEN node.unit <> '' THEN 'unit' WHEN node.building <> '' THEN 'building' ELSE 'site' END
            WHEN 'unit' THEN CASE WHEN node.building <> '' THEN 'building' ELSE 'site' END
            ELSE 'site' END
        AND parent.place = CASE WHEN node.depth = 'site' THEN above.area_id ELSE node.place END
        AND parent.building = CASE WHEN node.depth IN ('room', 'unit') THEN node.building ELSE '' END
        AND parent.unit = CASE WHEN node.depth = 'room' THEN node.unit ELSE '' END
        AND parent.room = ''
    WHERE node.depth <> 'area'
),
around AS (
    SELECT
        node.cluster_id,
        parent.cluster_id AS parent_cluster_id,
        area.level,
        CASE area.level
            WHEN 'outside' THEN concat_ws('', area.text, nullif(node.building, '') || '幢', nullif(node.unit, '') || '单元',
                nullif(node.room, '') || '室')
            WHEN 'district' THEN (SELECT name FROM resolve_division WHERE street = '')
            ELSE concat_ws('', area.street, area.community, area.road)
        END AS canonical_text,
        CASE WHEN area.level <> 'outside' THEN area.street END AS street,
        CASE WHEN area.level <> 'outside' THEN area.community END AS community,
        CASE WHEN area.level <> 'outside' THEN area.road END AS road,
        node.certainty AS confidence
    FROM resolve_shown AS node
    JOIN resolve_area AS area ON area.area_id = node.place
    LEFT JOIN resolve_area AS above ON above.area = area.parent
    LEFT JOIN resolve_node AS parent
        ON parent.depth = 'area' AND parent.place = above.area_id AND parent.building = '' AND parent.unit = ''
        AND parent.room = ''
    WHERE node.depth = 'area'
),
every AS (
    SELECT * FROM inside
    UNION ALL BY NAME
    SELECT * FROM around
    UNION ALL BY NAME
    SELECT record_id AS cluster_id, 'unreadable' AS level, '' AS canonical_text, certainty AS confidence
    FROM resolve_record
    WHERE depth = 'unreadable'
)
SELECT
    every.cluster_id,
    every.parent_cluster_id,
    every.level,
    every.canonical_text,
    CASE WHEN every.level = 'district' THEN (SELECT division_code FROM resolve_division WHERE street = '')
        ELSE coalesce(street_code.code[:6], division.division_code) END AS division_code,
    every.street,
    street_code.code AS street_code,
    every.community,
    community_code.code AS community_code,
    every.road,
    every.road_number,
    every.compound,
    every.building,
    every.unit,
    every.room,
    every.confidence
FROM every
LEFT JOIN resolve_division AS division ON division.street = every.street
LEFT JOIN resolve_area_code AS street_code ON street_code.street = every.street AND street_code.community = ''
LEFT JOIN resolve_area_code AS community_code
    ON community_code.street = every.street AND community_code.community = every.community
ORDER BY every.cluster_id
