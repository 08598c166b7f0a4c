-- reads resolve_half: the distinct fronts
CREATE OR REPLACE TEMP TABLE resolve_front_half AS
SELECT (row_number() OVER ())::INTEGER AS front_id, front AS half
FROM (SELECT DISTINCT front FROM resolve_half)
