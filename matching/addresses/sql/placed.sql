-- reads resolve_candidate: the one site that each naming means, where one is better than all others
CREATE OR REPLACE TEMP TABLE resolve_placed AS
WITH best AS (
    SELECT *
    FROM resolve_candidate
    WHERE score >= 1
    QUALIFY score = max(score) OVER (PARTITION BY sign)
)
SELECT sign, min(site) AS site, max(score) AS score
FROM best
GROUP BY sign
HAVING count(*) = 1
