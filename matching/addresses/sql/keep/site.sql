-- reads resolve_site: the sites by number
CREATE OR REPLACE TABLE resolve_kept.site AS
FROM resolve_site
