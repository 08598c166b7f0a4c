-- reads resolve_half: the distinct backs
CREATE OR REPLACE TEMP TABLE resolve_back_half AS
SELECT (row_number() OVER ())::INTEGER AS back_id, back AS half
FROM (SELECT DISTINCT back FROM resolve_half)
