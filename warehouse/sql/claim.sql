-- reads the records of one kind, their memberships and the systems: every claim with its entity and its standing
CREATE OR REPLACE TEMP VIEW {kind}_claim AS
SELECT
    member.entity_id AS {kind}_id,
    record.*,
    trust_first(system.trust, record.observed_at, record.record_id) AS trusted,
    recency_first(system.trust, record.observed_at, record.record_id) AS recent
FROM {kind}_record AS record
JOIN {kind}_membership AS member ON member.record_id = record.record_id
LEFT JOIN system ON system.system = record.system
