-- reads arrived: every row of a batch in which each has a key of its own
CREATE OR REPLACE TEMP TABLE chosen AS SELECT * FROM arrived
