-- reads resolve_node: every place
CREATE OR REPLACE TABLE resolve_kept.node AS
FROM resolve_node
