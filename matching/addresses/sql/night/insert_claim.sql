-- reads resolve_claim before units are filled in
INSERT INTO resolve_kept.claim BY NAME
SELECT * EXCLUDE (address_code) FROM resolve_claim
