-- reads resolve_member: the memberships in order
FROM resolve_member
ORDER BY record_id
