-- reads the mentions of ownership and the memberships of its ends: a person or an enterprise, and what it owns
INSERT INTO draft.{relation} BY NAME
SELECT
    mention.*,
    person.entity_id AS person_id,
    enterprise.entity_id AS enterprise_id,
    address.entity_id AS address_id
FROM {relation}_scope AS mention
LEFT JOIN person_membership AS person ON person.record_id = mention.person_record_id
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
LEFT JOIN address_membership AS address ON address.record_id = mention.address_record_id
