-- reads resolve_cut: the distinct names before the numbered end
CREATE OR REPLACE TEMP TABLE resolve_head_text AS
SELECT (row_number() OVER ())::INTEGER AS head_id, head
FROM (SELECT DISTINCT head FROM resolve_cut WHERE is_address)
