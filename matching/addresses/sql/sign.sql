-- reads resolve_naming: one row a distinct naming of a site; `sign` is the naming as one text
CREATE OR REPLACE TEMP TABLE resolve_sign AS
SELECT DISTINCT sign, street, community, coalesce(hamlet, grp) AS grp, road, number, compound
FROM resolve_naming
WHERE sign IS NOT NULL
