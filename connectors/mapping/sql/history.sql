-- reads nothing: what earlier batches said of each key
CREATE TEMP TABLE history (sequence INTEGER, source_key VARCHAR, digest UBIGINT, operation VARCHAR)
