-- reads resolve_back: the plain backs, for the next run
SELECT * EXCLUDE (back_id) FROM resolve_back
