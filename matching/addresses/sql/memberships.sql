-- reads resolve_record and resolve_place: which place each record names
WITH sized AS (
    SELECT *, count(*) OVER (PARTITION BY key) AS size
    FROM resolve_record
)
SELECT
    sized.record_id,
    place.cluster_id,
    CASE
        WHEN size = 1 THEN NULL
        ELSE CASE rule WHEN 'code' THEN 16.0 WHEN 'parts' THEN 16.0 WHEN 'alias' THEN 10.0 WHEN 'near name' THEN 6.0 ELSE 12.0 END
    END::DOUBLE AS match_weight,
    CASE WHEN size = 1 THEN 'alone' ELSE coalesce(rule, 'text') END AS match_rule
FROM sized
JOIN resolve_place AS place ON place.key = sized.key
ORDER BY sized.record_id
