-- reads resolve_village_tie, resolve_village_numbering, resolve_village_claim: what a group stands for by itself: its one natural
-- village; by house number where it has several that share no number, or where each group has numbers of its own
CREATE OR REPLACE TEMP TABLE resolve_village_owner AS
WITH tied AS (
    SELECT
        tie.*,
        -- as many groups of the natural village have a number as would if each had its own
        coalesce(of_hamlet.shared > 1 AND of_hamlet.shared > 0.1 * of_hamlet.houses, false) AS by_group,
        coalesce(of_group.shared > 0.05 * of_group.houses, false) AS is_shared,
        count(*) OVER (PARTITION BY tie.street, tie.community, tie.grp) AS hamlets
    FROM resolve_village_tie AS tie
    LEFT JOIN resolve_village_numbering AS of_hamlet
        ON of_hamlet.street = tie.street AND of_hamlet.community = tie.community
        AND of_hamlet.whole = 'hamlet' AND of_hamlet.name = tie.hamlet
    LEFT JOIN resolve_village_numbering AS of_group
        ON of_group.street = tie.street AND of_group.community = tie.community
        AND of_group.whole = 'grp' AND of_group.name = tie.grp
),
numbered AS (
    SELECT DISTINCT
        tied.street,
        tied.community,
        tied.grp,
        tied.hamlet,
        tied.by_group,
        claim.number,
        claim.grp <> '' AS has_group,
        claim.hamlet <> '' AS has_hamlet
    FROM tied
    JOIN resolve_village_claim AS claim
        ON claim.street = tied.street AND claim.community = tied.community
        AND claim.grp IN ('', tied.grp) AND claim.hamlet IN ('', tied.hamlet)
)
-- a group and natural village together, and a group that has one natural village
SELECT street, community, grp, hamlet, '' AS number, CASE WHEN by_group THEN grp ELSE hamlet END AS part
FROM tied
UNION ALL
SELECT street, community, grp, '', '', CASE WHEN by_group THEN grp ELSE hamlet END
FROM tied
WHERE hamlets = 1
UNION ALL
-- a natural village whose groups have numbers of their own
SELECT street, community, '', hamlet, number, min(grp)
FROM numbered
WHERE by_group AND has_group
GROUP BY ALL
HAVING count(DISTINCT grp) = 1
UNION ALL
-- a group of several natural villages
SELECT street, community, grp, '', number, min(numbered.hamlet)
FROM numbered
SEMI JOIN (
    SELECT street, community, grp FROM tied WHERE hamlets > 1 GROUP BY ALL HAVING NOT bool_or(by_group OR is_shared)
) AS several USING (street, community, grp)
WHERE has_hamlet
GROUP BY ALL
HAVING count(DISTINCT numbered.hamlet) = 1
UNION ALL
-- a group of which too little is known, where it is named with a natural village before that very number
SELECT street, community, grp, '', number, min(hamlet)
FROM resolve_village_claim
ANTI JOIN resolve_village_tie USING (street, community, grp)
WHERE grp <> '' AND hamlet <> ''
GROUP BY ALL
HAVING count(DISTINCT hamlet) = 1 AND sum(records) > 1
