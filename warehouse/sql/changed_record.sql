-- reads the records of one kind, their memberships and the sources of the release before: records that are new, gone,
-- said anew or in another entity, with the entity they were in and the one they are in
CREATE OR REPLACE TEMP TABLE {kind}_changed AS
WITH
now AS (
    SELECT
        record.record_id,
        record.batch_id,
        member.entity_id,
        member.match_weight,
        member.match_rule,
        anew.batch_id IS NOT NULL AS is_anew
    FROM {kind}_record AS record
    LEFT JOIN {kind}_membership AS member ON member.record_id = record.record_id
    LEFT JOIN applied_anew AS anew ON anew.batch_id = record.batch_id
),

before AS (
    SELECT record_id, batch_id, {kind}_id AS entity_id, match_weight, match_rule
    FROM previous.{kind}_source
)

SELECT
    coalesce(now.record_id, before.record_id) AS record_id,
    before.entity_id AS entity_id_before,
    now.entity_id
FROM before
FULL JOIN now ON now.record_id = before.record_id
WHERE
    coalesce(now.is_anew, true)
    OR now.batch_id IS DISTINCT FROM before.batch_id
    OR now.entity_id IS DISTINCT FROM before.entity_id
    OR now.match_weight IS DISTINCT FROM before.match_weight
    OR now.match_rule IS DISTINCT FROM before.match_rule
