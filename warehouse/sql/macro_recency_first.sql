-- survivorship: orders claims by recency, then trust of the system, then record id, so that no two are ever equal
CREATE OR REPLACE TEMP MACRO recency_first(trust, seen, record_id) AS
    (greatest(coalesce(epoch(seen), 0), 0)::HUGEINT << 70) | (coalesce(trust, 0)::HUGEINT << 63) | record_id::HUGEINT
