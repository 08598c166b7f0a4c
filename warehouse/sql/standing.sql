-- reads the records of one kind, their memberships and the systems: where each claim stands among those on its entity,
-- by trust then recency, and by recency then trust; the record id decides what is left, so that no two are ever equal
CREATE OR REPLACE TEMP TABLE {kind}_standing AS
SELECT
    member.entity_id AS {kind}_id,
    record.record_id,
    record.system,
    row_number() OVER (
        PARTITION BY member.entity_id
        ORDER BY system.trust NULLS FIRST, record.observed_at NULLS FIRST, record.record_id
    )::INTEGER AS trusted,
    row_number() OVER (
        PARTITION BY member.entity_id
        ORDER BY record.observed_at NULLS FIRST, system.trust NULLS FIRST, record.record_id
    )::INTEGER AS recent
FROM {kind}_record AS record
JOIN {kind}_scope AS member ON member.record_id = record.record_id
LEFT JOIN system ON system.system = record.system
