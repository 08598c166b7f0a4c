-- reads resolve_site and resolve_kept.site: the sites under the numbers that they have had, new ones under new numbers
CREATE OR REPLACE TEMP TABLE resolve_site AS
SELECT
    now.* REPLACE (
        coalesce(
            before.site_id,
            ((SELECT coalesce(max(site_id), 0) FROM resolve_kept.site) + row_number() OVER (PARTITION BY before.site_id IS NULL))::INTEGER
        ) AS site_id
    )
FROM resolve_site AS now
LEFT JOIN resolve_kept.site AS before ON before.site = now.site
