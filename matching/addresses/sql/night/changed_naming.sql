-- reads resolve_named and resolve_kept.named: namings that stand for another place than before
CREATE OR REPLACE TEMP TABLE resolve_changed_naming AS
WITH now AS (
    SELECT naming_id, site_id, area_id, rule, is_known, outside IS NOT NULL AS is_outside, names_site
    FROM resolve_named
    WHERE naming_id > 0
)
SELECT DISTINCT naming_id
FROM ((FROM now EXCEPT FROM resolve_kept.named) UNION ALL (FROM resolve_kept.named EXCEPT FROM now))
