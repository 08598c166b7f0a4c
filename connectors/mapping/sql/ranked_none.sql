-- reads arrived: of a batch in which no key comes more than once
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT row_number, source_key, 1::BIGINT AS place, true AS is_the_same FROM arrived
LIMIT 0
