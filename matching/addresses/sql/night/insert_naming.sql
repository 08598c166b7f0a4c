-- reads resolve_naming_of: the namings of what is said
INSERT INTO resolve_kept.naming BY NAME
FROM resolve_naming_of
