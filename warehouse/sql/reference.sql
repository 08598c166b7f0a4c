-- reads the mentions of a list that a department keeps for all, and the memberships of its places
INSERT INTO draft.{relation} BY NAME
SELECT
    mention.*,
    address.entity_id AS address_id
FROM {relation}_scope AS mention
LEFT JOIN address_membership AS address ON address.record_id = mention.address_record_id
