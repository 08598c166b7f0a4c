-- reads resolve_village_claim and resolve_village_part: the part of the village of each number, where numbers run through the
-- whole village: not one in twenty stands in two parts, a number that four of five records give to one counted as that one's
CREATE OR REPLACE TEMP TABLE resolve_village_house AS
WITH claimed AS (
    SELECT claim.street, claim.community, claim.number, part.part, sum(claim.records) AS records
    FROM resolve_village_claim AS claim
    JOIN resolve_village_part AS part USING (street, community, grp, hamlet, number)
    GROUP BY ALL
),
supported AS (
    SELECT *
    FROM claimed
    QUALIFY sum(records) OVER (PARTITION BY street, community, part) > 1
),
house AS (
    SELECT street, community, number, arg_max(part, (records, part)) AS part, max(records) >= 0.8 * sum(records) AS is_clear
    FROM supported
    GROUP BY ALL
)
SELECT street, community, number, part, is_clear
FROM house
QUALIFY count(*) FILTER (NOT is_clear) OVER (PARTITION BY street, community)
    <= 0.05 * count(*) OVER (PARTITION BY street, community)
