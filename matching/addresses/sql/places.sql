-- reads resolve_place and resolve_reference: the places with parent, canonical text and division
WITH division AS (
    SELECT street, min(division_code) AS division_code
    FROM resolve_reference
    GROUP BY street
)
SELECT
    place.cluster_id,
    parent.cluster_id AS parent_cluster_id,
    place.level,
    CASE WHEN place.level = 'outside' THEN place.grp
        WHEN place.level = 'unreadable' THEN ''
        ELSE concat_ws('', place.street, place.community, place.grp, place.road, place.number || '号', place.compound,
            place.building || '幢', place.unit || '单元', place.room || '室') END AS canonical_text,
    division.division_code,
    place.street,
    NULL::VARCHAR AS street_code,
    place.community,
    NULL::VARCHAR AS community_code,
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
ORDER BY place.cluster_id
