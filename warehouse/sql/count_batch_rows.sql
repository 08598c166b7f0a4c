-- reads rejection or quarantine: what one batch left there
SELECT count(*) FROM {table} WHERE batch_id = $batch_id
