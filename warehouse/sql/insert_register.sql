-- one table whose mentions in a field are each of another entity, given by its declaration
INSERT INTO register BY NAME
SELECT
    $system AS system,
    $table_name AS table_name,
    $field AS field
