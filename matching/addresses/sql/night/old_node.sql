-- reads resolve_node and resolve_kept.node: places that are no more, or others by now
CREATE OR REPLACE TEMP TABLE resolve_old_node AS
FROM resolve_kept.node EXCEPT FROM resolve_node
