-- reads the mentions of one link and the memberships of its ends; a link whose other end is unknown stays, with null
INSERT INTO draft.{relation} BY NAME
SELECT mention.*, person.entity_id AS person_id, enterprise.entity_id AS enterprise_id
FROM {relation}_scope AS mention
LEFT JOIN person_membership AS person ON person.record_id = mention.person_record_id
LEFT JOIN enterprise_membership AS enterprise ON enterprise.record_id = mention.enterprise_record_id
