-- reads chosen: every row of changes is one
CREATE OR REPLACE TEMP TABLE changed AS SELECT * FROM chosen
