-- reads pair, cut, membership and records of one kind: links within one entity, and links from it that were given up
WITH
inside AS (
    SELECT record_id FROM {kind}_membership WHERE entity_id = $entity_id
),

named AS (
    SELECT record_id, concat_ws(':', system, table_name, source_key, field) AS record FROM {kind}_record
),

edge AS (
    SELECT pair.left_id, pair.right_id, pair.match_weight, pair.rule AS reason, false AS is_cut
    FROM pair
    SEMI JOIN inside ON inside.record_id = pair.left_id
    WHERE
        pair.kind = $kind AND pair.judgement = 'link' AND pair.right_id IN (SELECT record_id FROM inside)
    UNION ALL
    SELECT left_id, right_id, match_weight, reason, true AS is_cut
    FROM cut
    WHERE
        kind = $kind
        AND (left_id IN (SELECT record_id FROM inside) OR right_id IN (SELECT record_id FROM inside))
)

SELECT a.record AS a, b.record AS b, edge.match_weight, edge.reason, edge.is_cut
FROM edge
JOIN named AS a ON a.record_id = edge.left_id
JOIN named AS b ON b.record_id = edge.right_id
ORDER BY edge.is_cut DESC, edge.match_weight DESC, a.record, b.record
