-- reads resolve_mention, resolve_reading, resolve_reference: houses of a village whose number two groups have, which the
-- group must tell apart; a group counts where it is named twice in the village, for whichever house
CREATE OR REPLACE TEMP TABLE resolve_group AS
WITH claimed AS (
    SELECT
        coalesce(reading.street, '') AS street,
        reading.community,
        reading.number,
        coalesce(reading.hamlet, reading.grp) AS grp,
        1 AS support
    FROM resolve_mention AS mention
    JOIN resolve_reading AS reading ON reading.text = mention.text
    WHERE reading.outside IS NULL AND reading.road IS NULL AND reading.compound IS NULL
        AND coalesce(reading.hamlet, reading.grp) IS NOT NULL
        AND reading.number IS NOT NULL AND reading.community IS NOT NULL
    UNION ALL
    SELECT coalesce(street, ''), community, number, coalesce(hamlet, grp), 2
    FROM resolve_reference
    WHERE road IS NULL AND compound IS NULL AND coalesce(hamlet, grp) IS NOT NULL AND number IS NOT NULL
),
supported AS (
    SELECT DISTINCT street, community, number, grp
    FROM claimed
    QUALIFY sum(support) OVER (PARTITION BY street, community, grp) > 1
)
SELECT street, community, number
FROM supported
GROUP BY ALL
HAVING count(*) > 1
