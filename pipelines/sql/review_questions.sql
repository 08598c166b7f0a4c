-- reads pair, cut, membership and records of one kind, joint and decided (handed over): what a person could be asked, most valuable first
WITH
entity AS (
    SELECT
        member.entity_id,
        count(*) AS record_count,
        list(DISTINCT record.{number}) FILTER (record.{number} IS NOT NULL) AS numbers
    FROM {kind}_membership AS member
    JOIN {kind}_record AS record ON record.record_id = member.record_id
    GROUP BY member.entity_id
),

asked AS (
    SELECT 'doubt' AS about, left_id, right_id, match_weight, 'brought by ' || rule AS why
    FROM pair
    WHERE kind = $kind AND judgement = 'unsure'
    UNION ALL
    SELECT 'cut' AS about, left_id, right_id, match_weight, reason AS why
    FROM cut
    WHERE kind = $kind AND reason <> 'decision'
    UNION ALL
    SELECT about, left_id, right_id, match_weight, why FROM joint
    UNION ALL
    SELECT 'changed' AS about, left_id, right_id, NULL AS match_weight, 'decided: ' || judgement AS why
    FROM decided
    WHERE is_changed
),

placed AS (
    SELECT
        asked.*,
        1 / (1 + pow(2, -(asked.match_weight + $prior))) AS chance,
        a.entity_id AS left_entity,
        b.entity_id AS right_entity,
        len(left_size.numbers) > 0 AND len(right_size.numbers) > 0
        AND NOT list_has_any(left_size.numbers, right_size.numbers) AS is_two_numbers,
        coalesce(joint.left_count, left_size.record_count) AS left_count,
        coalesce(joint.right_count, right_size.record_count) AS right_count
    FROM asked
    JOIN {kind}_membership AS a ON a.record_id = asked.left_id
    JOIN {kind}_membership AS b ON b.record_id = asked.right_id
    JOIN entity AS left_size ON left_size.entity_id = a.entity_id
    JOIN entity AS right_size ON right_size.entity_id = b.entity_id
    LEFT JOIN joint
        ON joint.about = asked.about AND joint.left_id = asked.left_id AND joint.right_id = asked.right_id
),

told AS (
    SELECT DISTINCT least(a.entity_id, b.entity_id) AS one, greatest(a.entity_id, b.entity_id) AS other
    FROM decided
    JOIN {kind}_membership AS a ON a.record_id = decided.left_id
    JOIN {kind}_membership AS b ON b.record_id = decided.right_id
    WHERE NOT decided.is_changed
),

told_within AS (
    SELECT left_id, right_id FROM decided WHERE NOT is_changed
),

valued AS (
    SELECT
        placed.*,
        left_count * right_count * if(is_two_numbers, 0.1, 1) * CASE about
            WHEN 'doubt' THEN chance
            WHEN 'chain' THEN 1 - chance
            ELSE 0.5
        END AS value
    FROM placed
    ANTI JOIN told_within ON told_within.left_id = placed.left_id AND told_within.right_id = placed.right_id
    ANTI JOIN told
        ON placed.left_entity <> placed.right_entity
        AND told.one = least(placed.left_entity, placed.right_entity)
        AND told.other = greatest(placed.left_entity, placed.right_entity)
    WHERE about NOT IN ('doubt', 'cut') OR left_entity <> right_entity
),

once AS (
    SELECT *
    FROM valued
    QUALIFY row_number() OVER (
        PARTITION BY least(left_entity, right_entity), greatest(left_entity, right_entity)
        ORDER BY about = 'changed' DESC, value DESC, left_id, right_id
    ) = 1
)

SELECT
    once.about,
    once.value,
    once.match_weight,
    once.why,
    concat_ws(':', a.system, a.table_name, a.source_key, a.field) AS a,
    concat_ws(':', b.system, b.table_name, b.source_key, b.field) AS b,
    once.left_id,
    once.right_id,
    once.left_entity,
    once.right_entity,
    once.left_count,
    once.right_count
FROM once
JOIN {kind}_record AS a ON a.record_id = once.left_id
JOIN {kind}_record AS b ON b.record_id = once.right_id
WHERE
    ($about IS NULL OR once.about = $about)
    AND ($system IS NULL OR a.system = $system OR b.system = $system)
ORDER BY once.value DESC, once.left_id, once.right_id
LIMIT $limit
