-- reads address_regridded: what follows from an address follows from its grid too
INSERT INTO address_touched
SELECT address_id FROM address_regridded
