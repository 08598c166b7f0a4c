-- reads resolve_fresh_mention: into what is known of records
INSERT INTO resolve_kept.record BY NAME
FROM resolve_fresh_mention
