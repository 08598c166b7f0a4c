-- reads chosen of an earlier batch: what it said of every key
INSERT INTO history SELECT $sequence, source_key, digest, operation FROM chosen
