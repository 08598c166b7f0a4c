-- reads the draft's addresses: places whose parent is not there
SELECT count(*)
FROM draft.address AS place
ANTI JOIN draft.address AS parent ON parent.address_id = place.parent_address_id
WHERE place.parent_address_id IS NOT NULL
