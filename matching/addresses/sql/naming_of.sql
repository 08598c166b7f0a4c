-- reads resolve_said and resolve_content: the naming of each head with each number behind it
CREATE OR REPLACE TEMP TABLE resolve_naming_of AS
SELECT naming.naming_id, said.head_id, said.in_hamlet, said.reading_number
FROM resolve_said AS said
JOIN resolve_content AS naming
    ON naming.outside IS NOT DISTINCT FROM said.outside
    AND naming.street IS NOT DISTINCT FROM said.street
    AND naming.community IS NOT DISTINCT FROM said.community
    AND naming.grp IS NOT DISTINCT FROM said.grp
    AND naming.hamlet IS NOT DISTINCT FROM said.hamlet
    AND naming.road IS NOT DISTINCT FROM said.road
    AND naming.crossing IS NOT DISTINCT FROM said.crossing
    AND naming.number IS NOT DISTINCT FROM said.number
    AND naming.compound IS NOT DISTINCT FROM said.compound
