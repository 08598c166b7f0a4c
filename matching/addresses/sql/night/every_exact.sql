-- reads resolve_kept.exact: the places that records name
CREATE OR REPLACE TEMP VIEW resolve_every_exact AS
FROM resolve_kept.exact
