-- reads resolve_record and resolve_exact: which place each record names
CREATE OR REPLACE TEMP TABLE resolve_member AS
SELECT
    record.record_id,
    coalesce(exact.cluster_id, record.record_id) AS cluster_id,
    CASE
        WHEN exact.size > 1
            THEN CASE record.rule WHEN 'code' THEN 16.0 WHEN 'parts' THEN 16.0 WHEN 'alias' THEN 10.0 WHEN 'near name' THEN 6.0
                ELSE 12.0 END
    END::DOUBLE AS match_weight,
    CASE WHEN exact.size > 1 THEN record.rule ELSE 'alone' END AS match_rule
FROM resolve_record AS record
LEFT JOIN resolve_exact AS exact
    ON exact.depth = record.depth AND exact.place = record.place AND exact.building = record.building
    AND exact.unit = record.unit AND exact.room = record.room
