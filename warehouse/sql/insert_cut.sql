-- reads resolved_cuts (handed over)
INSERT INTO cut BY NAME
SELECT $kind AS kind, left_id, right_id, match_weight, reason FROM resolved_cuts
