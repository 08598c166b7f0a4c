-- reads the draft's batches
SELECT batch_id FROM draft.source_batch ORDER BY batch_id
