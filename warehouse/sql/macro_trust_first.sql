-- survivorship: orders claims by trust of the system, then recency, then record id, so that no two are ever equal
CREATE OR REPLACE TEMP MACRO trust_first(trust, seen, record_id) AS
    (coalesce(trust, 0)::HUGEINT << 98) | (greatest(coalesce(epoch(seen), 0), 0)::HUGEINT << 63) | record_id::HUGEINT
