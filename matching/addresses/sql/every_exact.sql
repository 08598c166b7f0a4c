-- reads resolve_exact: all of them
CREATE OR REPLACE TEMP VIEW resolve_every_exact AS
FROM resolve_exact
