-- reads resolve_mention, resolve_reading, resolve_naming, resolve_reference: the houses of villages as texts and the reference
-- name them, with the number of texts and of records that do, one of the
-- reference counted twice; '' where group or natural village is left out
CREATE OR REPLACE TEMP TABLE resolve_village_claim AS
WITH named AS (
    SELECT
        coalesce(naming.street, '') AS street,
        naming.community,
        coalesce(naming.grp, '') AS grp,
        coalesce(naming.hamlet, '') AS hamlet,
        naming.number,
        count(DISTINCT mention.text_id) AS texts,
        count(*) AS records
    FROM resolve_mention AS mention
    JOIN resolve_reading AS reading ON reading.text_id = mention.text_id
    JOIN resolve_naming AS naming ON naming.naming_id = reading.naming_id
    WHERE naming.outside IS NULL AND naming.road IS NULL AND naming.compound IS NULL
        AND coalesce(naming.hamlet, naming.grp) IS NOT NULL
        AND naming.number IS NOT NULL AND naming.community IS NOT NULL
    GROUP BY ALL
    UNION ALL
    SELECT coalesce(street, ''), community, coalesce(grp, ''), coalesce(hamlet, ''), number, 2 * count(*), 2 * count(*)
    FROM resolve_reference
    WHERE road IS NULL AND compound IS NULL AND coalesce(hamlet, grp) IS NOT NULL AND number IS NOT NULL
        AND community IS NOT NULL
    GROUP BY ALL
)
SELECT street, community, grp, hamlet, number, sum(texts)::BIGINT AS texts, sum(records)::BIGINT AS records
FROM named
GROUP BY ALL
