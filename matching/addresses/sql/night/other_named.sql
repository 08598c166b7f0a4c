-- reads resolve_claimant and resolve_kept: into resolve_named what these texts name in other districts
INSERT INTO resolve_named BY NAME
WITH text AS (
    SELECT naming_id FROM resolve_kept.text WHERE text_id IN (SELECT text_id FROM resolve_claimant)
)
SELECT naming_id, site_id, area_id, rule, is_known, 'other' AS outside, names_site
FROM resolve_kept.named
WHERE is_outside AND naming_id IN (SELECT naming_id FROM text) AND naming_id NOT IN (SELECT naming_id FROM resolve_named)
