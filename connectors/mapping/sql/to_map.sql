-- reads changed: where in the batch the rows to map stand, from 0
SELECT row_number - 1 AS position FROM changed
WHERE operation <> 'delete'
ORDER BY row_number
