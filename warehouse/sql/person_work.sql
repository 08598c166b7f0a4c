-- reads employment_mention, representation_mention and enterprise_membership: the enterprises of each person's record
CREATE OR REPLACE TEMP TABLE person_work AS
WITH
engagement AS (
    SELECT person_record_id, enterprise_record_id FROM employment_mention
    UNION ALL
    SELECT person_record_id, enterprise_record_id FROM representation_mention
),

found AS (
    SELECT engagement.person_record_id AS record_id, list(member.entity_id) AS enterprise_ids
    FROM engagement
    JOIN enterprise_membership AS member ON member.record_id = engagement.enterprise_record_id
    GROUP BY engagement.person_record_id
)

SELECT record_id, tidy(enterprise_ids) AS enterprise_ids
FROM found
