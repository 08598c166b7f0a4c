-- reads resolved_pairs (handed over); pairs that say no are not worth keeping
INSERT INTO pair BY NAME
SELECT $kind AS kind, left_id, right_id, rule, match_weight, judgement, levels
FROM resolved_pairs
WHERE judgement <> 'no_link'
