-- reads resolve_named and resolve_kept.named: namings that stand for another place than before
CREATE OR REPLACE TEMP TABLE resolve_changed_naming AS
WITH now AS (
    SELECT naming_id, site_id, area_id, rule, is_known, outside IS NOT NULL AS is_outside, names_site
    FROM resolve_named
    WHERE naming_id > 0
),
-- those of other districts that are not looked at stay as they are
before AS (
    SELECT * FROM resolve_kept.named WHERE NOT is_outside OR naming_id IN (SELECT naming_id FROM resolve_named)
)
SELECT DISTINCT naming_id
FROM ((FROM now EXCEPT FROM before) UNION ALL (FROM before EXCEPT FROM now))
