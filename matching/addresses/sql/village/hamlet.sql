-- reads resolve_naming and resolve_reference: the natural villages of each village: those that the reference names, and those
-- that texts name at two houses
CREATE OR REPLACE TEMP TABLE resolve_village_hamlet AS
WITH named AS (
    SELECT coalesce(street, '') AS street, community, hamlet, number, false AS is_reference
    FROM resolve_naming
    WHERE outside IS NULL AND road IS NULL AND compound IS NULL
    UNION
    SELECT coalesce(street, ''), community, hamlet, number, true
    FROM resolve_reference
    WHERE road IS NULL AND compound IS NULL
)
SELECT street, community, hamlet
FROM named
WHERE hamlet IS NOT NULL AND community IS NOT NULL AND number IS NOT NULL
GROUP BY ALL
HAVING bool_or(is_reference) OR count(DISTINCT number) > 1
