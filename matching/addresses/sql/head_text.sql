-- reads resolve_front_head and resolve_cut: the distinct names before the numbered end
CREATE OR REPLACE TEMP TABLE resolve_head_text AS
SELECT (row_number() OVER (ORDER BY head))::INTEGER AS head_id, head
FROM (SELECT head FROM resolve_front_head UNION SELECT head FROM resolve_cut WHERE is_address)
