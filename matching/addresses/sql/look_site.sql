-- reads resolve_place (the columns of place): every site that a naming may mean, with the points for and against each part,
-- by the weights of candidate.sql; the best first
WITH named AS (
    SELECT
        *,
        -- a village group or natural village stands in the text alone
        CASE
            WHEN level <> 'number' OR road IS NOT NULL THEN ''
            ELSE canonical_text[length(concat(street, community)) + 1:-length(concat(road_number, '号')) - 1]
        END AS grp
    FROM resolve_place
    WHERE level IN ('compound', 'number')
        AND (
            compound = $compound
            OR (road = $road AND road_number = $number)
            OR (community = $community AND road_number = $number AND road IS NULL AND $road IS NULL)
        )
),
pointed AS (
    SELECT
        address_id,
        canonical_text,
        CASE WHEN $compound IS NULL THEN 0 WHEN compound = $compound THEN 4 WHEN $is_official THEN -6 ELSE 0 END AS compound_points,
        CASE WHEN $street IS NULL OR street IS NULL THEN 0 WHEN street = $street THEN 2 ELSE -3 END AS street_points,
        CASE WHEN $community IS NULL OR community IS NULL THEN 0 WHEN community = $community THEN 2 ELSE -1 END AS community_points,
        CASE WHEN $road IS NULL OR road IS NULL THEN 0 WHEN road = $road THEN 1 ELSE -1 END AS road_points,
        CASE WHEN $number IS NULL OR road_number IS NULL THEN 0 WHEN road_number = $number THEN 2 ELSE -2 END AS number_points,
        CASE
            WHEN grp = '' AND $grp IS NULL THEN 0
            WHEN grp = $grp THEN 1
            WHEN grp = '' THEN 0
            WHEN $grp IS NULL THEN -1
            -- a group may be the natural village
            WHEN regexp_full_match(grp, '[0-9]+组') <> regexp_full_match($grp, '[0-9]+组') THEN -1
            ELSE -9
        END AS group_points
    FROM named
)
SELECT
    address_id,
    canonical_text,
    compound_points + street_points + community_points + road_points + number_points + group_points AS score,
    [
        {'part': 'compound', 'points': compound_points},
        {'part': 'street', 'points': street_points},
        {'part': 'community', 'points': community_points},
        {'part': 'road', 'points': road_points},
        {'part': 'number', 'points': number_points},
        {'part': 'group', 'points': group_points}
    ] AS points
FROM pointed
ORDER BY score DESC, canonical_text, address_id
LIMIT 20
