-- reads residence_mention, address_membership and place_building: the dwellings and buildings of each person's record
CREATE OR REPLACE TEMP TABLE person_home AS
WITH found AS (
    SELECT
        link.person_record_id AS record_id,
        list(place.address_id) AS address_ids,
        list(place.building_id) FILTER (place.building_id IS NOT NULL) AS building_ids
    FROM residence_mention AS link
    JOIN address_membership AS member ON member.record_id = link.address_record_id
    JOIN place_building AS place ON place.address_id = member.entity_id
    GROUP BY link.person_record_id
)

SELECT record_id, tidy(address_ids) AS address_ids, tidy(building_ids) AS building_ids
FROM found
