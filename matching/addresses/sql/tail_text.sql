-- reads resolve_back and resolve_cut: the distinct numbered ends
CREATE OR REPLACE TEMP TABLE resolve_tail_text AS
SELECT (row_number() OVER ())::INTEGER AS tail_id, tail
FROM (SELECT tail FROM resolve_back UNION SELECT tail FROM resolve_cut WHERE is_address)
