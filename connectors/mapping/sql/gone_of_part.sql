-- reads before and chosen: keys that were there and are deleted
CREATE OR REPLACE TEMP TABLE gone AS
SELECT source_key FROM before
SEMI JOIN (SELECT source_key FROM chosen WHERE operation = 'delete') AS deleted USING (source_key)
