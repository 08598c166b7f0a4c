-- reads resolve_claimant and resolve_claim: one row a record with the deepest place that it names: level, number of the site
-- or area, building, unit, room; and how sure that is
CREATE OR REPLACE TEMP TABLE resolve_record AS
SELECT
    mention.record_id,
    CASE
        WHEN claim.record_id IS NULL THEN 'unreadable'
        WHEN claim.site_id IS NULL THEN 'area'
        WHEN claim.room <> '' THEN 'room'
        WHEN claim.unit <> '' THEN 'unit'
        WHEN claim.building <> '' THEN 'building'
        ELSE 'site'
    END AS depth,
    coalesce(claim.site_id, claim.area_id, 0) AS place,
    CASE WHEN claim.site_id IS NOT NULL OR claim.is_outside THEN claim.building ELSE '' END AS building,
    CASE WHEN claim.site_id IS NOT NULL OR claim.is_outside THEN claim.unit ELSE '' END AS unit,
    CASE WHEN claim.site_id IS NOT NULL OR claim.is_outside THEN claim.room ELSE '' END AS room,
    coalesce(claim.rule, 'text') AS rule,
    CASE
        WHEN claim.record_id IS NULL THEN 0.0
        ELSE CASE claim.rule WHEN 'parts' THEN 1.0 WHEN 'code' THEN 0.98 WHEN 'alias' THEN 0.9 WHEN 'near name' THEN 0.75
            ELSE CASE WHEN claim.is_known OR claim.site_id IS NULL THEN 0.95 ELSE 0.7 END END
            - CASE WHEN claim.is_beside THEN 0.2 ELSE 0.0 END
    END::DOUBLE AS certainty
FROM resolve_claimant AS mention
LEFT JOIN resolve_claim AS claim ON claim.record_id = mention.record_id
