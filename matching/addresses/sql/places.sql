-- reads resolve_place, resolve_reference, resolve_area_code and resolve_home: the places with parent, canonical text and codes
WITH division AS (
    SELECT street, min(division_code) AS division_code
    FROM resolve_reference
    WHERE street IS NOT NULL
    GROUP BY street
)
SELECT
    place.cluster_id,
    parent.cluster_id AS parent_cluster_id,
    place.level,
    CASE WHEN place.level = 'outside' THEN place.grp
        WHEN place.level = 'district' THEN (SELECT name FROM resolve_home)
        WHEN place.level = 'unreadable' THEN ''
        ELSE concat_ws('', place.street, place.community, place.grp, place.road, place.number || '号', place.compound,
            place.building || CASE WHEN regexp_matches(place.building, '[0-9A-Za-z]$') THEN '幢' WHEN regexp_matches(place.building, '^[0-9A-Za-z]') THEN '' ELSE '楼' END, place.unit || '单元', place.room || '室') END AS canonical_text,
    CASE WHEN place.level = 'district' THEN (SELECT code FROM resolve_home)
        ELSE coalesce(street_code.code[:6], division.division_code) END AS division_code,
    place.street,
    street_code.code AS street_code,
    place.community,
    community_code.code AS community_code,
    place.road,
    place.number AS road_number,
    place.compound,
    place.building,
    place.unit,
    place.room,
    place.certainty::DOUBLE AS confidence
FROM resolve_place AS place
LEFT JOIN resolve_place AS parent ON parent.key = place.parent
LEFT JOIN division ON division.street = place.street AND place.level NOT IN ('outside', 'unreadable')
LEFT JOIN resolve_area_code AS street_code
    ON street_code.street = place.street AND street_code.community = '' AND place.level NOT IN ('outside', 'unreadable')
LEFT JOIN resolve_area_code AS community_code
    ON community_code.street = place.street AND community_code.community = place.community
    AND place.level NOT IN ('outside', 'unreadable')
ORDER BY place.cluster_id
