-- as event.sql, for events whose owner names the grid
INSERT INTO draft.{relation} BY NAME
SELECT
    mention.* REPLACE (coalesce(mention.grid_code, address.grid_code) AS grid_code),
    member.entity_id AS address_id,
    enterprise.entity_id AS enterprise_id,
    address.street,
    address.community
FROM {relation}_scope AS mention
LEFT JOIN address_membership AS member ON member.record_id = mention.address_record_id
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
LEFT JOIN draft.address AS address ON address.address_id = member.entity_id
