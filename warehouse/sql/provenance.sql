-- reads the choices of one kind and its records: for each field of a golden record, the record that won it
INSERT INTO draft.{kind}_provenance BY NAME
WITH
reason AS (
    SELECT
        {kind}_id,
        {
            'record_id': struct_extract(COLUMNS(* EXCLUDE {kind}_id), 'record_id'),
            'rule': struct_extract(COLUMNS(* EXCLUDE {kind}_id), 'rule'),
            'candidates': struct_extract(COLUMNS(* EXCLUDE {kind}_id), 'candidates')
        } AS '\0'
    FROM {kind}_choice
),

field AS (
    UNPIVOT reason ON COLUMNS(* EXCLUDE {kind}_id) INTO NAME field VALUE choice
)

SELECT
    field.{kind}_id,
    field.field,
    record.record_id,
    record.system,
    record.table_name,
    record.source_key,
    record.field AS mention_field,
    field.choice.rule::VARCHAR AS rule,
    field.choice.candidates AS candidate_count
FROM field
JOIN {kind}_record AS record ON record.record_id = field.choice.record_id
