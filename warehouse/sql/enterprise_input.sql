-- reads enterprise_record, enterprise_register_entry, and what other rows say: places, representatives, former names
CREATE OR REPLACE TEMP TABLE enterprise_input AS
WITH
seat AS (
    SELECT
        link.enterprise_record_id AS record_id,
        tidy(list(place.address_id)) AS address_ids,
        tidy(list(place.building_id) FILTER (place.building_id IS NOT NULL)) AS building_ids
    FROM premises_mention AS link
    JOIN address_membership AS member ON member.record_id = link.address_record_id
    JOIN place_building AS place ON place.address_id = member.entity_id
    GROUP BY link.enterprise_record_id
),

representative AS (
    SELECT
        link.enterprise_record_id AS record_id,
        tidy(list(person.resident_id)) AS legal_representative_ids
    FROM representation_mention AS link
    JOIN person_record AS person ON person.record_id = link.person_record_id
    WHERE person.resident_id IS NOT NULL
    GROUP BY link.enterprise_record_id
),

renamed AS (
    SELECT
        enterprise_record_id AS record_id,
        tidy(list(value_before)) AS former_names
    FROM enterprise_alteration_mention
    WHERE contains(altered_item, '名称') AND value_before IS NOT NULL
    GROUP BY enterprise_record_id
)

SELECT
    enterprise.*,
    seat.address_ids,
    seat.building_ids,
    renamed.former_names,
    representative.legal_representative_ids,
    entry.register_entry
FROM enterprise_record AS enterprise
LEFT JOIN seat ON seat.record_id = enterprise.record_id
LEFT JOIN representative ON representative.record_id = enterprise.record_id
LEFT JOIN renamed ON renamed.record_id = enterprise.record_id
LEFT JOIN enterprise_register_entry AS entry ON entry.record_id = enterprise.record_id
