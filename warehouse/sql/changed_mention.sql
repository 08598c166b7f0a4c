-- reads the mentions of one relation and the release before: those that are new, gone or said anew
CREATE OR REPLACE TEMP TABLE {relation}_changed AS
WITH now AS (
    SELECT mention.record_id, mention.batch_id, anew.batch_id IS NOT NULL AS is_anew
    FROM {relation}_mention AS mention
    LEFT JOIN applied_anew AS anew ON anew.batch_id = mention.batch_id
)

SELECT coalesce(now.record_id, before.record_id) AS record_id
FROM previous.{relation} AS before
FULL JOIN now ON now.record_id = before.record_id AND now.batch_id = before.batch_id
WHERE before.record_id IS NULL OR coalesce(now.is_anew, true)
