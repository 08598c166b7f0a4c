-- reads in_force: the keys whose latest word is not that they are gone
SELECT count(*)
FROM (
    SELECT source_key
    FROM in_force
    GROUP BY source_key
    HAVING arg_max(operation, (sequence, row_number)) <> 'delete'
)
