-- reads resolve_mention, resolve_reading, resolve_naming, resolve_reference, resolve_placed, resolve_sign, resolve_known:
-- other names of compounds and roads, as records show them whose code, or other names beside, say which place is meant
CREATE OR REPLACE TEMP TABLE resolve_rename AS
WITH coded AS MATERIALIZED (
    SELECT DISTINCT mention.text_id, mention.address_code
    FROM resolve_mention AS mention
    WHERE mention.address_code IS NOT NULL AND mention.text_id IS NOT NULL
),
read AS MATERIALIZED (
    SELECT coded.address_code, reading.*
    FROM resolve_reading AS reading
    JOIN coded ON coded.text_id = reading.text_id
),
agreeing AS (
    SELECT DISTINCT
        reading.text_id AS witness,
        naming.road,
        naming.compound,
        r.road AS official_road,
        r.compound AS official_compound
    FROM read AS reading
    JOIN resolve_naming AS naming ON naming.naming_id = reading.naming_id
    JOIN resolve_reference AS r ON r.address_code = reading.address_code
    WHERE naming.outside IS NULL
        AND (naming.road <> r.road OR naming.compound <> r.compound)
        AND (naming.street IS NULL OR r.street IS NULL OR naming.street = r.street)
        AND (naming.number IS NULL OR r.number IS NULL OR naming.number = r.number)
        AND (reading.building IS NULL OR r.building IS NULL OR reading.building = r.building)
        AND (reading.room IS NULL OR r.room IS NULL OR reading.room = r.room)
        AND coalesce(naming.number = r.number, reading.room = r.room, reading.building = r.building,
            naming.community = r.community, naming.street = r.street)
),
evidence AS (
    SELECT 'compound' AS part, compound AS name, official_compound AS official, witness::VARCHAR AS witness
    FROM agreeing
    WHERE compound <> official_compound
    UNION ALL
    -- of two names with one phase, also what stands before it
    SELECT
        'compound',
        regexp_extract(compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1),
        regexp_extract(official_compound, '^(.{2,}?)([0-9]+期|[东南西北中][区苑园])$', 1),
        witness::VARCHAR
    FROM agreeing
    WHERE compound <> official_compound
        AND regexp_extract(compound, '([0-9]+期|[东南西北中][区苑园])$')
        = nullif(regexp_extract(official_compound, '([0-9]+期|[东南西北中][区苑园])$'), '')
    UNION ALL
    SELECT 'road', road, official_road, witness::VARCHAR
    FROM agreeing
    WHERE road <> official_road
    UNION ALL
    SELECT DISTINCT 'road', sign.road, known.road, sign.sign
    FROM resolve_placed AS placed
    JOIN resolve_sign AS sign ON sign.sign = placed.sign
    JOIN resolve_known AS known ON known.site = placed.site AND known.number = sign.number
    WHERE sign.road <> known.road AND sign.compound = known.compound
),
official AS (
    SELECT DISTINCT 'compound' AS part, compound AS name FROM resolve_known WHERE compound IS NOT NULL
    UNION
    SELECT 'road', road FROM resolve_known WHERE road IS NOT NULL
),
-- the name that several official ones begin with (汀兰家园北区, 汀兰家园南区) stands for none of them
family AS (
    SELECT written.part, written.name
    FROM (SELECT DISTINCT part, name FROM evidence) AS written
    JOIN official ON official.part = written.part AND starts_with(official.name, written.name)
    GROUP BY ALL
    HAVING count(*) > 1
),
counted AS (
    SELECT evidence.part, evidence.name, evidence.official, count(*) AS support
    FROM evidence
    ANTI JOIN official ON official.part = evidence.part AND official.name = evidence.name
    ANTI JOIN family ON family.part = evidence.part AND family.name = evidence.name
    GROUP BY ALL
)
SELECT part, name, official, 'alias' AS rule
FROM counted
QUALIFY support >= 0.8 * sum(support) OVER (PARTITION BY part, name)
