-- reads address_record, address_membership and place: what one record wrote, and the place it was read as
SELECT
    record.address_text AS written,
    place.canonical_text AS read_as,
    place.level,
    place.division_code,
    place.street,
    place.community,
    place.road,
    place.road_number,
    place.compound,
    place.building,
    place.unit,
    place.room,
    place.confidence,
    member.entity_id AS address_id
FROM address_record AS record
LEFT JOIN address_membership AS member ON member.record_id = record.record_id
LEFT JOIN place ON place.address_id = member.entity_id
WHERE record.record_id = $record_id
