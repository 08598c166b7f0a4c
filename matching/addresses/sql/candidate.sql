-- reads resolve_sign and resolve_known: every known site that a naming may mean, with what speaks for it
CREATE OR REPLACE TEMP TABLE resolve_candidate AS
WITH official AS (
    SELECT DISTINCT compound FROM resolve_known WHERE compound IS NOT NULL
),
pair AS (
    SELECT resolve_sign.sign, known.*
    FROM resolve_sign
    JOIN resolve_known AS known ON known.compound = resolve_sign.compound
    UNION
    SELECT resolve_sign.sign, known.*
    FROM resolve_sign
    JOIN resolve_known AS known ON known.road = resolve_sign.road AND known.number = resolve_sign.number
    UNION
    SELECT resolve_sign.sign, known.*
    FROM resolve_sign
    JOIN resolve_known AS known
        ON known.community = resolve_sign.community AND known.number = resolve_sign.number AND known.road IS NULL
    WHERE resolve_sign.road IS NULL
)
SELECT
    sign.sign,
    k.site,
    max(
        CASE
            WHEN sign.compound IS NULL THEN 0
            WHEN sign.compound = k.compound THEN 4
            WHEN official.compound IS NOT NULL THEN -6
            ELSE 0
        END
        + CASE WHEN sign.street IS NULL OR k.street IS NULL THEN 0 WHEN sign.street = k.street THEN 2 ELSE -3 END
        + CASE WHEN sign.community IS NULL OR k.community IS NULL THEN 0 WHEN sign.community = k.community THEN 2 ELSE -1 END
        + CASE WHEN sign.road IS NULL OR k.road IS NULL THEN 0 WHEN sign.road = k.road THEN 1 ELSE -1 END
        + CASE WHEN sign.number IS NULL OR k.number IS NULL THEN 0 WHEN sign.number = k.number THEN 2 ELSE -2 END
        + CASE WHEN sign.grp IS NULL OR k.grp IS NULL THEN 0 WHEN sign.grp = k.grp THEN 1 ELSE -9 END
    ) AS score
FROM pair AS k
JOIN resolve_sign AS sign ON sign.sign = k.sign
LEFT JOIN official ON official.compound = sign.compound
GROUP BY ALL
