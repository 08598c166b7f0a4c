-- reads resolve_cut: the distinct numbered ends
CREATE OR REPLACE TEMP TABLE resolve_tail_text AS
SELECT (row_number() OVER ())::INTEGER AS tail_id, tail
FROM (SELECT DISTINCT tail FROM resolve_cut WHERE is_address)
