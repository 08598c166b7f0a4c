-- reads the mentions of one kind of event and the memberships and places of its ends
INSERT INTO draft.{event} BY NAME
SELECT
    mention.*,
    address.entity_id AS address_id,
    enterprise.entity_id AS enterprise_id,
    place.street,
    place.community
FROM {event}_mention AS mention
LEFT JOIN address_membership AS address ON address.record_id = mention.address_record_id
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
LEFT JOIN place ON place.address_id = address.entity_id
