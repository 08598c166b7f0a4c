-- reads enterprise_record, premises_mention, representation_mention, enterprise_alteration_mention and places: records as a person reads them
SELECT
    record.record_id,
    record.enterprise_name,
    (
        SELECT list(DISTINCT alteration.value_before ORDER BY alteration.value_before)
        FROM enterprise_alteration_mention AS alteration
        WHERE alteration.enterprise_record_id = record.record_id AND contains(alteration.altered_item, '名称')
    ) AS former_name,
    record.is_trade_sign,
    record.credit_code,
    record.credit_code_claimed,
    record.registration_number,
    record.organization_code,
    coalesce(record.legal_representative_name, (
        SELECT any_value(person.name ORDER BY person.name)
        FROM representation_mention AS link
        JOIN person_record AS person ON person.record_id = link.person_record_id
        WHERE link.enterprise_record_id = record.record_id
    )) AS legal_representative_name,
    record.enterprise_phones,
    (
        SELECT list(DISTINCT place.canonical_text ORDER BY place.canonical_text)
        FROM premises_mention AS link
        JOIN address_membership AS member ON member.record_id = link.address_record_id
        JOIN place ON place.address_id = member.entity_id
        WHERE link.enterprise_record_id = record.record_id
    ) AS address_text,
    record.established_date,
    record.enterprise_status,
    record.registered_capital_yuan,
    record.observed_at
FROM enterprise_record AS record
WHERE record.record_id IN ($left_id, $right_id)
