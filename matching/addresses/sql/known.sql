-- reads resolve_reference: the sites with every street, community, road, number and name that each goes by
CREATE OR REPLACE TEMP TABLE resolve_known AS
SELECT DISTINCT site, street, community, grp, road, number, compound
FROM resolve_reference
WHERE site IS NOT NULL
