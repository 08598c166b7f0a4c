-- reads address_record and applied_batch: what the address model compares
-- version: a row changes with its batch, and a batch that is taken in again has another time
CREATE OR REPLACE TEMP VIEW address_input AS
SELECT address.*, hash(address.batch_id, batch.applied_at) AS version, address.rowid AS position
FROM address_record AS address
LEFT JOIN applied_batch AS batch
    ON batch.batch_id = address.batch_id AND batch.system = address.system AND batch.table_name = address.table_name
