-- reads resolve_whole_input and resolve_change: the records that are new or another
CREATE OR REPLACE TEMP TABLE resolve_fresh AS
SELECT input.*
FROM resolve_whole_input AS input
SEMI JOIN (SELECT position FROM resolve_change WHERE is_here) AS changed ON changed.position = input.position
