-- survivorship: the record id that a score ends with
CREATE OR REPLACE TEMP MACRO winner(score) AS (score & ((1::HUGEINT << 63) - 1))::BIGINT
