-- reads the grids of a release and their places: street and community of each grid of which they are known and the same
CREATE OR REPLACE TEMP TABLE {release}_grid_place AS
WITH placed AS (
    SELECT
        grid.grid_code,
        coalesce(address.street, grid.street) AS street,
        coalesce(address.community, grid.community) AS community
    FROM {release}.grid AS grid
    LEFT JOIN {release}.address AS address ON address.address_id = grid.address_id
    WHERE grid.grid_code IS NOT NULL
)

SELECT grid_code, any_value(street) AS street, any_value(community) AS community
FROM placed
GROUP BY grid_code
HAVING count(DISTINCT (street, community)) = 1
