-- reads the mentions of one link and the memberships of its ends; a link whose other end is unknown stays, with null
INSERT INTO draft.{relation} BY NAME
SELECT mention.*, enterprise.entity_id AS enterprise_id, address.entity_id AS address_id
FROM {relation}_scope AS mention
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
LEFT JOIN address_membership AS address ON address.record_id = mention.address_record_id
