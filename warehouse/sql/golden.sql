-- reads the choices of one kind: the golden records are the values that won
INSERT INTO draft.{kind} BY NAME
SELECT
    {kind}_id,
    record_count,
    system_count,
    struct_extract(COLUMNS(* EXCLUDE ({kind}_id, record_count, system_count)), 'value') AS '\0'
FROM {kind}_choice
ORDER BY {kind}_id
