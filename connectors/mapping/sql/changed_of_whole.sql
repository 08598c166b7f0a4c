-- reads chosen and before: rows of a whole table that differ from what was there
CREATE OR REPLACE TEMP TABLE changed AS
SELECT * FROM chosen
ANTI JOIN before ON chosen.source_key = before.source_key AND chosen.digest = before.digest
