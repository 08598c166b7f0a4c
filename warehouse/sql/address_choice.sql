-- reads address_claim: which claim wins what records add to a place; this file declares the survivorship of addresses
CREATE OR REPLACE TEMP TABLE address_choice AS
SELECT
    address_id,
    chosen(address_code, record_id, trusted, 'trust, recency') AS address_code,
    -- a point is one fact: both degrees or neither, from one record
    chosen(if(latitude IS NULL, NULL, longitude), record_id, trusted, 'trust, recency') AS longitude,
    chosen(if(longitude IS NULL, NULL, latitude), record_id, trusted, 'trust, recency') AS latitude,
    chosen(floor_area_m2, record_id, trusted, 'trust, recency') AS floor_area_m2,
    chosen(usage_type, record_id, trusted, 'trust, recency') AS usage_type,
    chosen(is_active, record_id, trusted, 'trust, recency') AS is_active,
    chosen(grid_code, record_id, recent, 'recency, trust') AS grid_code,
    -- the place itself was read from all its texts; the most trusted of them stands for it
    chosen(address_text, record_id, trusted, 'read and placed') AS canonical_text
FROM address_claim
GROUP BY address_id
