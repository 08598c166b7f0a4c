-- reads person_record, residence_mention, employment_mention, representation_mention, places and enterprises: records as a person reads them
SELECT
    record.record_id,
    record.name,
    record.former_name,
    record.resident_id,
    record.resident_id_masked,
    record.resident_id_claimed,
    record.document_number,
    record.sex_code,
    record.birth_date,
    record.phones,
    (
        SELECT list(DISTINCT place.canonical_text ORDER BY place.canonical_text)
        FROM residence_mention AS link
        JOIN address_membership AS member ON member.record_id = link.address_record_id
        JOIN place ON place.address_id = member.entity_id
        WHERE link.person_record_id = record.record_id
    ) AS address_text,
    record.employer_name,
    (
        SELECT list(DISTINCT firm.enterprise_name ORDER BY firm.enterprise_name)
        FROM (
            SELECT person_record_id, enterprise_record_id FROM employment_mention
            UNION ALL
            SELECT person_record_id, enterprise_record_id FROM representation_mention
        ) AS link
        JOIN enterprise_record AS firm ON firm.record_id = link.enterprise_record_id
        WHERE link.person_record_id = record.record_id
    ) AS enterprise_name,
    record.guardian_name,
    record.mother_name,
    record.household_number,
    record.registered_division_code,
    record.is_cancelled,
    record.observed_at
FROM person_record AS record
WHERE record.record_id IN ($left_id, $right_id)
