-- reads resolve_member and resolve_touched: the memberships of touched records, in order
SELECT record_id, cluster_id, match_weight, match_rule
FROM resolve_member
WHERE record_id IN (SELECT record_id FROM resolve_touched)
ORDER BY record_id
