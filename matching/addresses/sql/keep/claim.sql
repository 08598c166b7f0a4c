-- reads resolve_claim before units are filled in: what each record claims
CREATE OR REPLACE TABLE resolve_kept.claim AS
SELECT * EXCLUDE (address_code) FROM resolve_claim
