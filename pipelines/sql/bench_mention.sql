-- reads bench_dwelling and bench_county (number, name): the dwellings as reference records, and as people write them, in
-- twelve ways, one of them of another county; in the columns that the address model reads
CREATE OR REPLACE TEMP TABLE bench_mention AS
WITH mention AS (
    SELECT
        m AS record_id,
        hash(m, $seed, 'dwelling') % $dwellings AS dwelling,
        hash(m, $seed, 'way') % 12 AS way,
        hash(m, $seed, 'county') % (SELECT count(*) FROM bench_county) AS county
    FROM range($dwellings, $mentions) AS mentions (m)
),
written AS (
    SELECT
        mention.record_id,
        mention.way,
        home.building || '幢' || home.unit || '单元' || home.room || '室' AS inside,
        home.building || '-' || home.unit || '-' || home.room AS short,
        home.*,
        county.name AS county
    FROM mention
    JOIN bench_dwelling AS home ON home.dwelling = mention.dwelling
    JOIN bench_county AS county ON county.number = mention.county
)
SELECT
    dwelling AS record_id,
    dwelling,
    -1 AS way,
    'reference' AS system,
    NULL AS address_text,
    'B' || dwelling AS address_code,
    '330110' AS division_code,
    street,
    community,
    road,
    road_number,
    compound,
    building,
    unit,
    room
FROM bench_dwelling
UNION ALL BY NAME
SELECT
    record_id,
    dwelling,
    way,
    'texts' AS system,
    CASE way
        WHEN 0 THEN '浙江省杭州市余杭区' || street || community || compound || inside
        WHEN 1 THEN '余杭区' || street || road || road_number || '号' || compound || inside
        WHEN 2 THEN street || compound || short
        WHEN 3 THEN '余杭' || street || compound || short
        WHEN 4 THEN '杭州市余杭区' || street || compound || building || '号楼' || unit || '单元' || room
        WHEN 5 THEN '余杭区' || street || community || compound || building || '栋' || unit || '单元' || room || '室'
        WHEN 6 THEN translate('余杭区' || street || compound || inside, '0123456789', '０１２３４５６７８９')
        WHEN 7 THEN '余杭区' || street || compound || inside || '（自主申报）'
        WHEN 8 THEN street || road || road_number || '号' || inside
        WHEN 9 THEN '余杭区余杭区' || street || compound || building || '#' || unit || '单元' || room
        WHEN 10 THEN street || compound || building || '幢'
        ELSE county || road || '村' || road_number || '号'
    END AS address_text
FROM written
