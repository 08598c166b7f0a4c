-- reads resolve_record and resolve_reference: one row a place that a record names or that lies above one, with its parent
CREATE OR REPLACE TEMP TABLE resolve_place AS
WITH record AS (
    SELECT
        *,
        CASE rule WHEN 'parts' THEN 1.0 WHEN 'code' THEN 0.98 WHEN 'alias' THEN 0.9 WHEN 'near name' THEN 0.75
            ELSE CASE WHEN is_known OR site IS NULL THEN 0.95 ELSE 0.7 END END
            - CASE WHEN is_beside THEN 0.2 ELSE 0 END AS certainty
    FROM resolve_record
),
site AS (
    SELECT
        site,
        coalesce(min(street) FILTER (rule = 'parts'), min(street)) AS street,
        coalesce(min(community) FILTER (rule = 'parts'), min(community)) AS community,
        coalesce(min(grp) FILTER (rule = 'parts'), min(grp)) AS grp,
        coalesce(min(road) FILTER (rule = 'parts'), min(road)) AS road,
        coalesce(min(number) FILTER (rule = 'parts'), min(number)) AS number,
        CASE WHEN site[1] = 'C' THEN coalesce(min(compound) FILTER (rule = 'parts'), min(compound)) END AS compound,
        max(certainty) AS certainty
    FROM record
    WHERE site IS NOT NULL
    GROUP BY site
),
inside AS (
    SELECT site, building, unit, room, max(certainty) AS certainty
    FROM record
    WHERE site IS NOT NULL
    GROUP BY ALL
),
level AS (
    SELECT
        concat_ws('|', site, coalesce(building, ''), coalesce(unit, ''), room) AS key,
        CASE
            WHEN unit IS NOT NULL THEN concat_ws('|', site, coalesce(building, ''), unit)
            WHEN building IS NOT NULL THEN concat_ws('|', site, building)
            ELSE site
        END AS parent,
        'room' AS level, site, building, unit, room, certainty
    FROM inside
    WHERE room IS NOT NULL
    UNION ALL
    SELECT
        concat_ws('|', site, coalesce(building, ''), unit) AS key,
        CASE WHEN building IS NOT NULL THEN concat_ws('|', site, building) ELSE site END AS parent,
        'unit' AS level, site, building, unit, NULL AS room, max(certainty)
    FROM inside
    WHERE unit IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT concat_ws('|', site, building) AS key, site AS parent, 'building' AS level, site, building, NULL AS unit, NULL AS room,
        max(certainty)
    FROM inside
    WHERE building IS NOT NULL
    GROUP BY ALL
),
deep AS (
    SELECT level.key, level.parent, level.level, street, community, grp, road, number, compound, building, unit, room, level.certainty
    FROM level
    JOIN site USING (site)
    UNION ALL
    SELECT
        site AS key,
        CASE
            WHEN community IS NOT NULL THEN concat_ws('|', 'K', coalesce(street, ''), community)
            WHEN street IS NOT NULL THEN concat_ws('|', 'S', street)
            ELSE 'D'
        END AS parent,
        CASE WHEN site[1] = 'C' THEN 'compound' ELSE 'number' END AS level,
        street, community, grp, road, number, compound, NULL, NULL, NULL, certainty
    FROM site
),
own AS (
    SELECT
        key,
        CASE WHEN level IN ('road', 'community') AND min(street) IS NOT NULL AND count(DISTINCT street) = 1
            THEN concat_ws('|', 'S', min(street))
            WHEN level IN ('street', 'road', 'community') THEN 'D' END AS parent,
        level,
        CASE WHEN count(DISTINCT street) = 1 THEN min(street) END AS street,
        CASE WHEN level <> 'road' THEN min(community) END AS community,
        CASE WHEN level = 'outside' THEN min(concat_ws('', outside, street, community, grp, hamlet, road, number || '号', compound,
            building || '幢', unit || '单元', room || '室')) END AS grp,
        min(concat_ws('与', least(road, coalesce(crossing, road)), CASE WHEN crossing <> road THEN greatest(road, crossing) END)) AS road,
        NULL AS number, NULL AS compound, NULL AS building, NULL AS unit, NULL AS room,
        max(certainty) AS certainty
    FROM record
    WHERE site IS NULL
    GROUP BY key, level
),
upper AS (
    SELECT DISTINCT concat_ws('|', 'K', coalesce(street, ''), community) AS key,
        CASE WHEN street IS NOT NULL THEN concat_ws('|', 'S', street) ELSE 'D' END AS parent,
        'community' AS level, street, community
    FROM deep
    WHERE community IS NOT NULL
    UNION
    SELECT DISTINCT concat_ws('|', 'S', street), 'D', 'street', street, NULL
    FROM (SELECT street FROM deep UNION SELECT street FROM own)
    WHERE street IS NOT NULL
    UNION
    SELECT 'D', NULL, 'district', NULL, NULL
),
every AS (
    SELECT * FROM deep
    UNION ALL
    SELECT * FROM own
    UNION ALL
    SELECT key, parent, level, street, community, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0.95
    FROM upper
    WHERE key NOT IN (SELECT key FROM own)
),
named AS (
    SELECT key, min(record_id) AS cluster_id
    FROM resolve_record
    GROUP BY key
)
SELECT
    every.*,
    coalesce(named.cluster_id, (md5_number_lower('place' || every.key) >> 1)::BIGINT) AS cluster_id
FROM every
LEFT JOIN named ON named.key = every.key
