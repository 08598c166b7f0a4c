-- reads address_record: what the address model compares
CREATE OR REPLACE TEMP VIEW address_input AS
SELECT * FROM address_record
