-- reads applied_batch and the release before: batches that were taken in since, or taken in again
CREATE OR REPLACE TEMP TABLE applied_anew AS
SELECT batch.batch_id
FROM applied_batch AS batch
ANTI JOIN previous.source_batch AS before
    ON before.batch_id = batch.batch_id AND before.applied_at = batch.applied_at
