-- reads resolve_wanted and resolve_new: every text that is to be read, cut into names and numbered end
CREATE OR REPLACE TEMP TABLE resolve_parse AS
SELECT text, head, tail, open, is_address, is_beside
FROM resolve_wanted
WHERE grammar IS NOT NULL
UNION ALL
SELECT text, head, tail, open, is_address, is_beside
FROM resolve_new
