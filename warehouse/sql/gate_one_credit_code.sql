-- reads enterprise_record and enterprise_membership: enterprises with two valid, different credit codes, likewise
SELECT count(*)
FROM (
    SELECT member.entity_id
    FROM enterprise_record AS record
    JOIN enterprise_membership AS member ON member.record_id = record.record_id
    GROUP BY member.entity_id
    HAVING min(record.credit_code) <> max(record.credit_code) AND NOT bool_or(member.match_rule = 'decision')
)
