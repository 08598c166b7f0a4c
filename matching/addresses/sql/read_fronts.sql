-- reads resolve_front: the plain fronts, for the next run
SELECT * EXCLUDE (front_id) FROM resolve_front
