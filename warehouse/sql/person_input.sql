-- reads person_record, applied_batch, person_home, person_work and person_register_entry: what the person model compares
-- version: a row changes with its batch, and a batch that is taken in again has another time
CREATE OR REPLACE TEMP VIEW person_input AS
SELECT
    person.*,
    home.address_ids,
    home.building_ids,
    work.enterprise_ids,
    entry.register_entry,
    hash(
        person.batch_id,
        batch.applied_at,
        home.address_ids,
        home.building_ids,
        work.enterprise_ids,
        entry.register_entry
    ) AS version,
    person.rowid AS position
FROM person_record AS person
LEFT JOIN applied_batch AS batch
    ON batch.batch_id = person.batch_id AND batch.system = person.system AND batch.table_name = person.table_name
LEFT JOIN person_home AS home ON home.record_id = person.record_id
LEFT JOIN person_work AS work ON work.record_id = person.record_id
LEFT JOIN person_register_entry AS entry ON entry.record_id = person.record_id
