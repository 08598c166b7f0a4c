-- reads resolve_reading and resolve_reference: the reference with the village group that its own text names, and the
-- houses of a village whose number two groups have, which the group must tell apart
CREATE OR REPLACE TEMP TABLE resolve_group AS
WITH claimed AS (
    SELECT reading.street, reading.community, reading.number, coalesce(reading.hamlet, reading.grp) AS grp, 1 AS support
    FROM resolve_mention AS mention
    JOIN resolve_reading AS reading ON reading.text = mention.text
    WHERE reading.outside IS NULL AND reading.road IS NULL AND reading.compound IS NULL
        AND coalesce(reading.hamlet, reading.grp) IS NOT NULL
        AND reading.number IS NOT NULL AND reading.community IS NOT NULL
    UNION ALL
    SELECT street, community, number, coalesce(hamlet, grp), 2
    FROM resolve_reference
    WHERE road IS NULL AND compound IS NULL AND coalesce(hamlet, grp) IS NOT NULL AND number IS NOT NULL
),
supported AS (
    SELECT street, community, number, grp
    FROM claimed
    GROUP BY ALL
    HAVING sum(support) > 1
)
SELECT street, community, number
FROM supported
GROUP BY ALL
HAVING count(*) > 1
