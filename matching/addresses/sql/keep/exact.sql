-- reads resolve_exact: the places that records name
CREATE OR REPLACE TABLE resolve_kept.exact AS
FROM resolve_exact
