"""How many addresses of persons and enterprises lie where they should: in the right street, in the right building.

The reference is police_address, whose parts the owner keeps apart: where the hub has a site's reference mentions, there
its other mentions must be.
"""

import duckdb

_PLACED = """
WITH place AS (
    SELECT a.address_id, a.street,
        CASE WHEN a.level = 'building' THEN a.address_id WHEN up.level = 'building' THEN up.address_id
            WHEN top.level = 'building' THEN top.address_id END AS building
    FROM hub.address a
    LEFT JOIN hub.address up ON up.address_id = a.parent_address_id
    LEFT JOIN hub.address top ON top.address_id = up.parent_address_id),
mention AS (
    SELECT t.system, t.table_name, t.source_key, t.level,
        regexp_extract(if(starts_with(t.entity, 'site/'), t.entity, t.dwelling), '^site/[0-9]+') AS site,
        if(t.level IN ('building', 'unit', 'room'), nullif(regexp_extract(t.entity, '^site/[0-9]+/([^/]+)', 1), ''),
            NULL) AS building,
        place.street AS hub_street, place.building AS hub_building
    FROM address_truth t
    JOIN hub.address_source s USING (system, table_name, source_key, field)
    JOIN place ON place.address_id = s.address_id
    WHERE t.level NOT IN ('outside', 'crossing', 'district')),
reference AS (SELECT * FROM mention WHERE system = 'police_address'),
street AS (SELECT site, mode(hub_street) AS street FROM reference WHERE site <> '' GROUP BY site),
house AS (SELECT site, building, mode(hub_building) AS house FROM reference WHERE building IS NOT NULL GROUP BY ALL),
owned AS (
    SELECT system, table_name, source_key FROM person_truth
    UNION SELECT system, table_name, source_key FROM enterprise_truth)
SELECT
    count(street.street), count(*) FILTER (mention.hub_street = street.street),
    count(house.house), count(*) FILTER (mention.hub_building = house.house)
FROM mention
SEMI JOIN owned USING (system, table_name, source_key)
LEFT JOIN street ON street.site = mention.site
LEFT JOIN house ON house.site = mention.site AND house.building = mention.building
WHERE mention.system <> 'police_address'
"""


def placed(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """Mentions beside a person or an enterprise whose street, or building, is known; and how many are right."""
    row = connection.execute(_PLACED).fetchone() or (0, 0, 0, 0)
    return {"street": (row[0], row[1]), "building": (row[2], row[3])}
