-- reads resolve_named: what each naming of a text stands for
CREATE OR REPLACE TABLE resolve_kept.named AS
SELECT naming_id, site_id, area_id, rule, is_known, outside IS NOT NULL AS is_outside, names_site
FROM resolve_named
WHERE naming_id > 0
