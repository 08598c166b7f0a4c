-- reads resolve_exact
INSERT INTO resolve_kept.exact BY NAME
FROM resolve_exact
