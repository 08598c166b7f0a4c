-- reads chosen of an earlier batch and named: what it said of the keys that are deleted now
INSERT INTO history SELECT $sequence, source_key, digest, operation FROM chosen SEMI JOIN named USING (source_key)
