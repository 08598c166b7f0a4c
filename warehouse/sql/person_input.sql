-- reads person_record, person_home, person_work and person_register_entry: what the person model compares
CREATE OR REPLACE TEMP VIEW person_input AS
SELECT
    person.*,
    home.address_ids,
    home.building_ids,
    work.enterprise_ids,
    entry.register_entry
FROM person_record AS person
LEFT JOIN person_home AS home ON home.record_id = person.record_id
LEFT JOIN person_work AS work ON work.record_id = person.record_id
LEFT JOIN person_register_entry AS entry ON entry.record_id = person.record_id
