-- reads resolve_claim: all claims
CREATE OR REPLACE TEMP VIEW resolve_claimed AS
FROM resolve_claim
