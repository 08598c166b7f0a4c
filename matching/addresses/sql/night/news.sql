-- reads resolve_member and resolve_kept.member: the memberships that are others than before
CREATE OR REPLACE TEMP TABLE resolve_news AS
SELECT record_id, cluster_id, match_weight, match_rule FROM resolve_member
EXCEPT
SELECT record_id, cluster_id, match_weight, match_rule
FROM resolve_kept.member
WHERE record_id IN (SELECT record_id FROM resolve_member)
