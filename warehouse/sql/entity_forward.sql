-- reads entity_change and the golden records of the draft: where each id that was merged away leads now
INSERT INTO draft.entity_forward BY NAME
WITH RECURSIVE
alive AS (
    SELECT 'person' AS kind, person_id AS entity_id FROM draft.person
    UNION ALL
    SELECT 'address' AS kind, address_id AS entity_id FROM draft.address
    UNION ALL
    SELECT 'enterprise' AS kind, enterprise_id AS entity_id FROM draft.enterprise
),

merged AS (
    SELECT kind, entity_id AS former_id, arg_max(other_id, release_number) AS entity_id
    FROM entity_change
    WHERE change = 'merged'
    GROUP BY kind, entity_id
),

gone AS (
    SELECT merged.*
    FROM merged
    ANTI JOIN alive ON alive.kind = merged.kind AND alive.entity_id = merged.former_id
),

way AS (
    SELECT kind, former_id, entity_id FROM gone
    UNION
    SELECT way.kind, way.former_id, gone.entity_id
    FROM way
    JOIN gone ON gone.kind = way.kind AND gone.former_id = way.entity_id
)

SELECT way.kind, way.former_id, way.entity_id
FROM way
SEMI JOIN alive ON alive.kind = way.kind AND alive.entity_id = way.entity_id
