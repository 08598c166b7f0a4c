-- reads resolve_reference (records that are new or another) and resolve_fresh_mention: into the reference
INSERT INTO resolve_kept.reference BY NAME
SELECT reference.*, mention.text_id
FROM resolve_reference AS reference
JOIN resolve_fresh_mention AS mention ON mention.record_id = reference.record_id
