-- reads problem and delivered of one batch: each problem with the row that has it, as delivered
SELECT problem."column", problem.reason, delivered.*
FROM problem
INNER JOIN delivered USING (row_number)
UNION ALL BY NAME
SELECT problem."column", problem.reason, delivered.*
FROM problem
INNER JOIN delivered USING (source_key)
WHERE
    problem.row_number IS NULL
    AND delivered.row_number NOT IN (SELECT row_number FROM problem WHERE row_number IS NOT NULL)
ORDER BY row_number, "column"
