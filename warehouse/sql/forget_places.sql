-- reads resolved_gone_places (handed over)
DELETE FROM place WHERE cluster_id IN (SELECT cluster_id FROM resolved_gone_places)
