-- reads person_claim: which claim wins each field of a person, and why; this file declares the survivorship of persons
CREATE OR REPLACE TEMP TABLE person_choice AS
WITH best AS (
    SELECT
        person_id,
        chosen(name, record_id, preferring(NOT contains(name, '*'), trusted), 'unmasked, trust, recency') AS name,
        chosen(former_name, record_id, trusted, 'trust, recency') AS former_name,
        chosen(resident_id, record_id, trusted, 'verified, trust, recency') AS resident_id,
        chosen(resident_id_masked, record_id, trusted, 'masked, trust, recency') AS resident_id_masked,
        chosen(resident_id_claimed, record_id, trusted, 'claimed, trust, recency') AS resident_id_claimed,
        -- type and number are one fact: both or neither, from one record
        chosen(if(document_number IS NULL, NULL, document_type), record_id, trusted, 'trust, recency') AS document_type,
        chosen(if(document_type IS NULL, NULL, document_number), record_id, trusted, 'trust, recency') AS document_number,
        chosen(sex_code, record_id, trusted, 'trust, recency') AS sex_code,
        chosen(birth_date, record_id, trusted, 'trust, recency') AS birth_date,
        chosen(phones, record_id, recent, 'recency, trust') AS phones,
        chosen(household_number, record_id, trusted, 'trust, recency') AS household_number,
        chosen(if(household_number IS NULL, NULL, household_relation_code), record_id, trusted, 'trust, recency')
            AS household_relation_code,
        chosen(registered_division_code, record_id, trusted, 'trust, recency') AS registered_division_code,
        chosen(employer_name, record_id, recent, 'recency, trust') AS employer_name,
        chosen(guardian_name, record_id, trusted, 'trust, recency') AS guardian_name,
        chosen(mother_name, record_id, trusted, 'trust, recency') AS mother_name,
        chosen(is_cancelled, record_id, trusted, 'trust, recency') AS is_cancelled
    FROM person_claim
    GROUP BY person_id
)

SELECT
    * REPLACE (
        -- a verified id leaves no room for a masked or a claimed one, and outranks the columns for sex and birth date
        if(resident_id.value IS NULL, resident_id_masked, NULL) AS resident_id_masked,
        if(resident_id.value IS NULL, resident_id_claimed, NULL) AS resident_id_claimed,
        if(
            resident_id.value IS NULL,
            sex_code,
            struct_update(
                sex_code,
                value := if(substr(resident_id.value, 17, 1)::INTEGER % 2 = 1, '1', '2'),
                record_id := resident_id.record_id,
                rule := 'inside the resident id'
            )
        ) AS sex_code,
        if(
            resident_id.value IS NULL,
            birth_date,
            struct_update(
                birth_date,
                value := try_strptime(substr(resident_id.value, 7, 8), '%Y%m%d')::DATE,
                record_id := resident_id.record_id,
                rule := 'inside the resident id'
            )
        ) AS birth_date
    )
FROM best
