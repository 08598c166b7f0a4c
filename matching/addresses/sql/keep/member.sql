-- reads resolve_member (the memberships): which place each record names
CREATE OR REPLACE TABLE resolve_kept.member AS
FROM resolve_member
