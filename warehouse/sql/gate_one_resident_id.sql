-- reads person_record and person_membership: persons with two valid, different resident ids, unless a decision says so
SELECT count(*)
FROM (
    SELECT member.entity_id
    FROM person_record AS record
    JOIN person_membership AS member ON member.record_id = record.record_id
    GROUP BY member.entity_id
    HAVING min(record.resident_id) <> max(record.resident_id) AND NOT bool_or(member.match_rule = 'decision')
)
