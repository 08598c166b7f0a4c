-- reads person_record, and through residence, employment and representation the places and enterprises of each record
CREATE OR REPLACE TEMP TABLE person_input AS
WITH
home AS (
    SELECT
        link.person_record_id AS record_id,
        list_sort(list_distinct(list(place.address_id))) AS address_ids,
        list_sort(list_distinct(list(place.building_id) FILTER (place.building_id IS NOT NULL))) AS building_ids
    FROM residence_mention AS link
    JOIN address_membership AS member ON member.record_id = link.address_record_id
    JOIN place_building AS place ON place.address_id = member.entity_id
    GROUP BY link.person_record_id
),

engagement AS (
    SELECT person_record_id, enterprise_record_id FROM employment_mention
    UNION ALL
    SELECT person_record_id, enterprise_record_id FROM representation_mention
),

work AS (
    SELECT
        engagement.person_record_id AS record_id,
        list_sort(list_distinct(list(member.entity_id))) AS enterprise_ids
    FROM engagement
    JOIN enterprise_membership AS member ON member.record_id = engagement.enterprise_record_id
    GROUP BY engagement.person_record_id
)

SELECT
    person.*,
    home.address_ids,
    home.building_ids,
    work.enterprise_ids
FROM person_record AS person
LEFT JOIN home ON home.record_id = person.record_id
LEFT JOIN work ON work.record_id = person.record_id
