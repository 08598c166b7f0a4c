-- reads resolve_village_tie and resolve_village_claim: natural villages of several groups and groups of several natural villages,
-- with their house numbers, and how many of these two of their groups or natural villages have; a number that four of five
-- records give to one is that one's, and the rest are slips
CREATE OR REPLACE TEMP TABLE resolve_village_numbering AS
WITH tied AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY street, community, grp) AS hamlets,
        count(*) OVER (PARTITION BY street, community, hamlet) AS grps
    FROM resolve_village_tie
),
numbered AS (
    SELECT tied.street, tied.community, 'hamlet' AS whole, tied.hamlet AS name, tied.grp AS part, claim.number, sum(claim.records) AS records
    FROM tied
    JOIN resolve_village_claim AS claim USING (street, community, grp)
    WHERE tied.grps > 1 AND (claim.hamlet = tied.hamlet OR (claim.hamlet = '' AND tied.hamlets = 1))
    GROUP BY ALL
    UNION ALL
    SELECT tied.street, tied.community, 'grp', tied.grp, tied.hamlet, claim.number, sum(claim.records)
    FROM tied
    JOIN resolve_village_claim AS claim USING (street, community, hamlet)
    WHERE tied.hamlets > 1 AND (claim.grp = tied.grp OR (claim.grp = '' AND tied.grps = 1))
    GROUP BY ALL
),
house AS (
    SELECT street, community, whole, name, number, max(records) < 0.8 * sum(records) AS is_shared
    FROM numbered
    GROUP BY ALL
)
SELECT street, community, whole, name, count(*) AS houses, count(*) FILTER (is_shared) AS shared
FROM house
GROUP BY ALL
