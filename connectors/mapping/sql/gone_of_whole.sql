-- reads before and chosen: keys that a whole table no longer has
CREATE OR REPLACE TEMP TABLE gone AS SELECT source_key FROM before ANTI JOIN chosen USING (source_key)
