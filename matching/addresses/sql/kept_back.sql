-- reads resolve_earlier_backs (plain ones of an earlier run) and resolve_back_half into resolve_back
INSERT INTO resolve_back BY NAME
SELECT half.back_id, earlier.*
FROM resolve_back_half AS half
JOIN resolve_earlier_backs AS earlier ON earlier.half = half.half
