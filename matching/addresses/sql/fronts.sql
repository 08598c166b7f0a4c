-- reads resolve_front_half and resolve_front: the fronts that no run has looked at and found plain
SELECT half.front_id, half.half
FROM resolve_front_half AS half
ANTI JOIN resolve_front AS front ON front.front_id = half.front_id
