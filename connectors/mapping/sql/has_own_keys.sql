-- reads arrived: whether each row has a key of its own and says what it does
SELECT count(DISTINCT source_key) = count(*) AND count(operation) = count(*) FROM arrived
