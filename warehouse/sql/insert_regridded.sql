-- reads address_regridded
INSERT INTO draft.address BY NAME
SELECT * FROM address_regridded
