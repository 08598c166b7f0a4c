-- reads resolve_claim: its records too
INSERT INTO resolve_moved
SELECT record_id FROM resolve_claim EXCEPT SELECT record_id FROM resolve_moved
