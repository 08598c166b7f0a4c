-- reads the records of one kind and the draft's sources: records in no entity, in two, or in one without a golden record
SELECT count(*)
FROM (
    SELECT record.record_id
    FROM {kind}_record AS record
    LEFT JOIN draft.{kind}_source AS source ON source.record_id = record.record_id
    LEFT JOIN draft.{kind} AS golden ON golden.{kind}_id = source.{kind}_id
    GROUP BY record.record_id
    HAVING count(golden.{kind}_id) <> 1
)
