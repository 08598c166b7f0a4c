-- reads resolve_new_node
INSERT INTO resolve_kept.node BY NAME
FROM resolve_new_node
