-- reads place_grid and the addresses of the release before: those that are not touched and lie in another grid now
CREATE OR REPLACE TEMP TABLE address_regridded AS
SELECT before.* REPLACE (place_grid.grid_code AS grid_code)
FROM previous.address AS before
JOIN place_grid ON place_grid.address_id = before.address_id
ANTI JOIN address_touched AS touched ON touched.address_id = before.address_id
WHERE place_grid.grid_code IS DISTINCT FROM before.grid_code
