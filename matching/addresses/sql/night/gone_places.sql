-- reads resolve_old_node, resolve_shown and resolve_was_unreadable: the places whose rows go, or come again
SELECT cluster_id FROM resolve_old_node
UNION
SELECT cluster_id FROM resolve_shown
UNION
SELECT record_id FROM resolve_was_unreadable
