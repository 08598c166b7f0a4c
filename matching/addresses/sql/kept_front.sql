-- reads resolve_earlier_fronts (plain ones of an earlier run) and resolve_front_half into resolve_front
INSERT INTO resolve_front BY NAME
SELECT half.front_id, earlier.*
FROM resolve_front_half AS half
JOIN resolve_earlier_fronts AS earlier ON earlier.half = half.half
