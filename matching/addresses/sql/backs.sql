-- reads resolve_half: the distinct backs
SELECT (row_number() OVER ())::INTEGER AS back_id, back AS half FROM (SELECT DISTINCT back FROM resolve_half)
