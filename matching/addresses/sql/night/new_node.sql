-- reads resolve_node and resolve_kept.node: places that are new or others than before
CREATE OR REPLACE TEMP TABLE resolve_new_node AS
FROM resolve_node EXCEPT FROM resolve_kept.node
