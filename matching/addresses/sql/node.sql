-- reads resolve_mention and resolve_claim: one row a record with the key of the deepest place that it names
CREATE OR REPLACE TEMP TABLE resolve_record AS
SELECT
    mention.record_id,
    claim.* EXCLUDE (record_id),
    CASE
        WHEN claim.record_id IS NULL THEN 'unreadable'
        WHEN claim.outside IS NOT NULL THEN 'outside'
        WHEN claim.site IS NOT NULL AND claim.room IS NOT NULL THEN 'room'
        WHEN claim.site IS NOT NULL AND claim.unit IS NOT NULL THEN 'unit'
        WHEN claim.site IS NOT NULL AND claim.building IS NOT NULL THEN 'building'
        WHEN claim.site IS NOT NULL THEN CASE WHEN claim.site[1] = 'C' THEN 'compound' ELSE 'number' END
        WHEN claim.road IS NOT NULL THEN 'road'
        WHEN claim.community IS NOT NULL THEN 'community'
        WHEN claim.street IS NOT NULL THEN 'street'
        ELSE 'district'
    END AS level,
    CASE
        WHEN claim.record_id IS NULL THEN 'U|' || mention.record_id
        WHEN claim.outside IS NOT NULL THEN concat_ws('|', 'O', claim.outside, claim.street, claim.community, claim.grp, claim.hamlet, claim.road, claim.number, claim.compound, claim.building, claim.unit, claim.room)
        WHEN claim.site IS NOT NULL AND claim.room IS NOT NULL
            THEN concat_ws('|', claim.site, coalesce(claim.building, ''), coalesce(claim.unit, ''), claim.room)
        WHEN claim.site IS NOT NULL AND claim.unit IS NOT NULL THEN concat_ws('|', claim.site, coalesce(claim.building, ''), claim.unit)
        WHEN claim.site IS NOT NULL AND claim.building IS NOT NULL THEN concat_ws('|', claim.site, claim.building)
        WHEN claim.site IS NOT NULL THEN claim.site
        WHEN claim.crossing IS NOT NULL THEN concat_ws('|', 'X', least(claim.road, claim.crossing), greatest(claim.road, claim.crossing))
        WHEN claim.road IS NOT NULL THEN concat_ws('|', 'R', CASE WHEN claim.road IN (FROM resolve_road) THEN coalesce(claim.street, '') ELSE '' END, claim.road)
        WHEN claim.community IS NOT NULL THEN concat_ws('|', 'K', coalesce(claim.street, ''), claim.community)
        WHEN claim.street IS NOT NULL THEN concat_ws('|', 'S', claim.street)
        ELSE 'D'
    END AS key
FROM resolve_mention AS mention
LEFT JOIN resolve_claim AS claim ON claim.record_id = mention.record_id
