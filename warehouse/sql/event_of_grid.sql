-- as event.sql, for events whose owner names the grid
INSERT INTO draft.{event} BY NAME
SELECT
    mention.* REPLACE (coalesce(mention.grid_code, address.grid_code) AS grid_code),
    member.entity_id AS address_id,
    enterprise.entity_id AS enterprise_id,
    address.street,
    address.community
FROM {event}_mention AS mention
LEFT JOIN address_membership AS member ON member.record_id = mention.address_record_id
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
LEFT JOIN draft.address AS address ON address.address_id = member.entity_id
