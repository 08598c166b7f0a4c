-- reads resolve_reading, resolve_mention, resolve_reference, resolve_placed, resolve_known:
-- other names of compounds and roads, as records show them whose code, own parts, or other names say which place is meant
CREATE OR REPLACE TEMP TABLE resolve_rename AS
WITH coded AS (
    SELECT reading.*, reference AS r
    FROM resolve_mention AS mention
    JOIN resolve_reading AS reading ON reading.text = mention.text
    JOIN resolve_reference AS reference ON reference.address_code = mention.address_code
    WHERE reading.outside IS NULL
),
agreeing AS (
    SELECT *
    FROM coded
    WHERE (street IS NULL OR r.street IS NULL OR street = r.street)
        AND (number IS NULL OR r.number IS NULL OR number = r.number)
        AND (building IS NULL OR r.building IS NULL OR building = r.building)
        AND (room IS NULL OR r.room IS NULL OR room = r.room)
        AND coalesce(number = r.number, room = r.room, building = r.building, community = r.community, street = r.street)
),
evidence AS (
    SELECT 'compound' AS part, compound AS name, r.compound AS official, text
    FROM agreeing
    WHERE compound <> r.compound
    UNION
    -- of two names with one phase, also what stands before it
    SELECT
        'compound' AS part,
        regexp_extract(compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1) AS name,
        regexp_extract(r.compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1) AS official,
        text
    FROM agreeing
    WHERE compound <> r.compound
        AND regexp_extract(compound, '([0-9]+期|[东南西北中][区苑园])$')
        = nullif(regexp_extract(r.compound, '([0-9]+期|[东南西北中][区苑园])$'), '')
    UNION
    SELECT 'road' AS part, road AS name, r.road AS official, text
    FROM agreeing
    WHERE road <> r.road
    UNION
    SELECT 'road' AS part, sign.road AS name, known.road AS official, sign.sign AS text
    FROM resolve_placed AS placed
    JOIN resolve_sign AS sign ON sign.sign = placed.sign
    JOIN resolve_known AS known ON known.site = placed.site AND known.number = sign.number
    WHERE sign.road <> known.road AND sign.compound = known.compound
),
counted AS (
    SELECT part, name, official, count(DISTINCT text) AS support
    FROM evidence
    WHERE NOT EXISTS (
        SELECT 1 FROM resolve_known AS known
        WHERE (part = 'compound' AND known.compound = name) OR (part = 'road' AND known.road = name)
    )
    GROUP BY ALL
)
SELECT part, name, official, support, 'alias' AS rule
FROM counted
QUALIFY support >= 0.8 * sum(support) OVER (PARTITION BY part, name)
