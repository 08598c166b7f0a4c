-- reads applied_batch: the last batch taken in of one table, 0 where there is none
SELECT coalesce(max(sequence), 0)
FROM applied_batch
WHERE system = $system AND table_name = $table_name
