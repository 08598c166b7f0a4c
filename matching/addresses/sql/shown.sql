-- reads resolve_node: all of them
CREATE OR REPLACE TEMP VIEW resolve_shown AS
FROM resolve_node
