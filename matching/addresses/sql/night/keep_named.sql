-- reads resolve_changed_naming and resolve_named
INSERT INTO resolve_kept.named BY NAME
SELECT naming_id, site_id, area_id, rule, is_known, outside IS NOT NULL AS is_outside, names_site
FROM resolve_named
WHERE naming_id IN (SELECT naming_id FROM resolve_changed_naming)
