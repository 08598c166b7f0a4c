-- reads resolve_claimant and resolve_claim: the records whose place is looked for
CREATE OR REPLACE TEMP TABLE resolve_claimant AS
SELECT record_id FROM resolve_claimant
UNION
SELECT record_id FROM resolve_claim
