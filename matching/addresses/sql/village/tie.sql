-- reads resolve_village_claim and resolve_village_hamlet: which groups which natural villages have, by what names both: two
-- houses or three texts, and not one in twenty of what names the group or the natural village with the other that it has most
CREATE OR REPLACE TEMP TABLE resolve_village_tie AS
WITH both_named AS (
    SELECT street, community, grp, hamlet, count(DISTINCT number) AS houses, sum(texts) AS texts
    FROM resolve_village_claim
    SEMI JOIN resolve_village_hamlet USING (street, community, hamlet)
    WHERE grp <> ''
    GROUP BY ALL
)
SELECT street, community, grp, hamlet
FROM both_named
QUALIFY (houses > 1 OR texts > 2)
    AND texts >= 0.05 * max(texts) OVER (PARTITION BY street, community, grp)
    AND texts >= 0.05 * max(texts) OVER (PARTITION BY street, community, hamlet)
