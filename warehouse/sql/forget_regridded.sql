-- reads address_regridded: these addresses are written anew
DELETE FROM draft.address WHERE address_id IN (SELECT address_id FROM address_regridded)
