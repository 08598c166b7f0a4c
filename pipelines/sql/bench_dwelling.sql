-- reads bench_area (number, street, community) and bench_word (number, word): invented dwellings, 240 to a compound
CREATE OR REPLACE TEMP TABLE bench_dwelling AS
WITH home AS (
    SELECT d AS dwelling, d // 240 AS compound, d % 240 AS place
    FROM range($dwellings) AS dwellings (d)
),
compound AS (
    SELECT
        compound,
        hash(compound, $seed, 'area') % (SELECT count(*) FROM bench_area) AS area,
        hash(compound, $seed, 'first') % (SELECT count(*) FROM bench_word) AS first_word,
        hash(compound, $seed, 'last') % (SELECT count(*) FROM bench_word) AS last_word,
        hash(compound, $seed, 'road') % (SELECT count(*) FROM bench_word) AS road_word,
        1 + hash(compound, $seed, 'number') % 990 AS road_number,
        ['苑', '小区', '花园', '家园', '公寓', '城'][(1 + hash(compound, $seed, 'end') % 6)::BIGINT] AS ending
    FROM (SELECT DISTINCT compound FROM home)
)
SELECT
    home.dwelling,
    area.street,
    area.community,
    road.word || ['路', '街', '东路', '大道'][(1 + compound.road_word % 4)::BIGINT] AS road,
    compound.road_number::VARCHAR AS road_number,
    first.word || last.word || compound.ending AS compound,
    (1 + home.place // 60)::VARCHAR AS building,
    (1 + home.place // 30 % 2)::VARCHAR AS unit,
    (100 * (1 + home.place % 30 // 3) + 1 + home.place % 3)::VARCHAR AS room
FROM home
JOIN compound ON compound.compound = home.compound
JOIN bench_area AS area ON area.number = compound.area
JOIN bench_word AS first ON first.number = compound.first_word
JOIN bench_word AS last ON last.number = compound.last_word
JOIN bench_word AS road ON road.number = compound.road_word
