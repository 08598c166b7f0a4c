-- reads resolve_named and resolve_site: every area that a naming names or that lies above one, by number, with its parent's key
CREATE OR REPLACE TEMP TABLE resolve_area AS
WITH own AS (
    SELECT
        area,
        CASE area[1] WHEN 'O' THEN 'outside' WHEN 'X' THEN 'road' WHEN 'R' THEN 'road' WHEN 'K' THEN 'community'
            WHEN 'S' THEN 'street' ELSE 'district' END AS level,
        CASE WHEN count(DISTINCT street) = 1 THEN min(street) END AS street,
        CASE WHEN area[1] IN ('O', 'K') THEN min(community) END AS community,
        CASE WHEN area[1] = 'O' THEN min(road)
            ELSE min(concat_ws('与', least(road, coalesce(crossing, road)), CASE WHEN crossing <> road THEN greatest(road, crossing) END))
        END AS road,
        CASE WHEN area[1] = 'O' THEN min(concat_ws('', outside, street, community, grp, road, number || '号', compound)) END AS text
    FROM resolve_named
    GROUP BY area
),
above AS (
    SELECT concat_ws('|', 'K', coalesce(street, ''), community) AS area, 'community' AS level, street, community
    FROM resolve_site
    WHERE community IS NOT NULL
    UNION
    SELECT concat_ws('|', 'S', street), 'street', street, NULL
    FROM (SELECT street FROM resolve_site UNION SELECT street FROM own WHERE level <> 'outside')
    WHERE street IS NOT NULL
    UNION
    SELECT 'D', 'district', NULL, NULL
),
every AS (
    SELECT area, level, street, community, CASE WHEN level IN ('road', 'outside') THEN road END AS road, text
    FROM own
    UNION ALL
    SELECT area, level, street, community, NULL, NULL
    FROM above
    WHERE area NOT IN (SELECT area FROM own)
)
SELECT
    (row_number() OVER ())::INTEGER AS area_id,
    *,
    CASE
        WHEN level IN ('road', 'community') AND street IS NOT NULL THEN concat_ws('|', 'S', street)
        WHEN level IN ('road', 'community', 'street') THEN 'D'
    END AS parent
FROM every
