-- reads the choices of one kind and its counts: the golden records are the values that won
INSERT INTO draft.{kind} BY NAME
WITH golden AS (
    SELECT {kind}_id, struct_extract(COLUMNS(* EXCLUDE {kind}_id), 'value') AS '\0'
    FROM {kind}_choice
)

SELECT golden.*, counts.record_count, counts.system_count
FROM golden
JOIN {kind}_count AS counts ON counts.{kind}_id = golden.{kind}_id
ORDER BY golden.{kind}_id
