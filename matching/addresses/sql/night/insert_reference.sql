-- reads resolve_reference (records that are new or another): into the reference
INSERT INTO resolve_kept.reference BY NAME
FROM resolve_reference
