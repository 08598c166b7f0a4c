-- reads resolve_claimant, resolve_claim and resolve_change: the records whose claim is another, or gone
CREATE OR REPLACE TEMP TABLE resolve_moved AS
SELECT record_id FROM resolve_claimant
UNION
SELECT record_id FROM resolve_claim
UNION
SELECT record_id FROM resolve_change WHERE NOT is_here
