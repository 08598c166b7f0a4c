-- reads resolve_area and resolve_kept.area: the areas under the numbers that they have had, new ones under new numbers
CREATE OR REPLACE TEMP TABLE resolve_area AS
SELECT
    now.* REPLACE (
        coalesce(
            before.area_id,
            ((SELECT coalesce(max(area_id), 0) FROM resolve_kept.area) + row_number() OVER (PARTITION BY before.area_id IS NULL))::INTEGER
        ) AS area_id
    )
FROM resolve_area AS now
LEFT JOIN resolve_kept.area AS before ON before.area = now.area
