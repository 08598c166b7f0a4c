-- reads resolve_mention, resolve_reading, resolve_naming, resolve_reference: houses of a village whose number two groups
-- have, which the group must tell apart; a group counts where it is named twice in the village, for whichever house
CREATE OR REPLACE TEMP TABLE resolve_group AS
WITH claimed AS (
    SELECT
        coalesce(naming.street, '') AS street,
        naming.community,
        naming.number,
        coalesce(naming.hamlet, naming.grp) AS grp,
        count(*) AS support
    FROM resolve_mention AS mention
    JOIN resolve_reading AS reading ON reading.text_id = mention.text_id
    JOIN resolve_naming AS naming ON naming.naming_id = reading.naming_id
    WHERE naming.outside IS NULL AND naming.road IS NULL AND naming.compound IS NULL
        AND coalesce(naming.hamlet, naming.grp) IS NOT NULL
        AND naming.number IS NOT NULL AND naming.community IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT coalesce(street, ''), community, number, coalesce(hamlet, grp), 2 * count(*)
    FROM resolve_reference
    WHERE road IS NULL AND compound IS NULL AND coalesce(hamlet, grp) IS NOT NULL AND number IS NOT NULL
    GROUP BY ALL
),
supported AS (
    SELECT street, community, number, grp
    FROM claimed
    QUALIFY sum(support) OVER (PARTITION BY street, community, grp) > 1
)
SELECT street, community, number
FROM supported
GROUP BY ALL
HAVING count(DISTINCT grp) > 1
