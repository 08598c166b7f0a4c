-- one system of a department, given by its declaration
INSERT INTO system BY NAME
SELECT
    $system AS system,
    $department AS department,
    $title AS title,
    $purpose AS purpose,
    $trust AS trust
