-- reads arrived: whether any key comes more than once
SELECT count(source_key) > count(DISTINCT source_key) FROM arrived
