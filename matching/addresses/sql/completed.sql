-- reads resolve_reading and resolve_reference: the readings with the street that their community or road alone lies in,
-- and with `sign`, the naming of a site as one text
CREATE OR REPLACE TEMP TABLE resolve_reading AS
WITH community AS (
    SELECT community, min(street) AS street
    FROM resolve_reference
    WHERE community IS NOT NULL AND street IS NOT NULL
    GROUP BY community
    HAVING count(DISTINCT street) = 1
),
road AS (
    SELECT road, min(street) AS street
    FROM resolve_reference
    WHERE road IS NOT NULL AND street IS NOT NULL
    GROUP BY road
    HAVING count(DISTINCT street) = 1
),
placed AS (
    SELECT
        reading.* EXCLUDE (sign)
        REPLACE (
            CASE WHEN outside IS NULL THEN coalesce(reading.street, community.street, road.street) ELSE reading.street END
                AS street
        )
    FROM resolve_reading AS reading
    LEFT JOIN community ON community.community = reading.community
    LEFT JOIN road ON road.road = reading.road
)
SELECT
    *,
    CASE
        WHEN outside IS NULL AND coalesce(number, compound, building, unit, room) IS NOT NULL
            THEN concat_ws('|', coalesce(street, ''), coalesce(community, ''), coalesce(hamlet, grp, ''), coalesce(road, ''),
                coalesce(number, ''), coalesce(compound, ''))
    END AS sign
FROM placed
