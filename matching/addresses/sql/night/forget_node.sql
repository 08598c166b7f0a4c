-- reads resolve_old_node
DELETE FROM resolve_kept.node WHERE cluster_id IN (SELECT cluster_id FROM resolve_old_node)
