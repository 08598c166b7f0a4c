-- reads address_record, place and labelled (handed over): each labelled record with the groups its text is in
SELECT
    labelled.record_id,
    record.system AS "system 系统",
    coalesce(place.level, 'unreadable') AS "read down to 层级"
FROM labelled
JOIN address_record AS record ON record.record_id = labelled.record_id
LEFT JOIN address_membership AS member ON member.record_id = labelled.record_id
LEFT JOIN place ON place.address_id = member.entity_id
