-- reads applied_batch: batches that do not account for every row received
SELECT count(*) FROM applied_batch WHERE received <> unchanged + recorded + quarantined
