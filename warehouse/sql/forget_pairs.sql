-- reads resolved_dropped and resolved_pairs (handed over): pairs that went, and those that come again
DELETE FROM pair
WHERE
    kind = $kind
    AND (left_id, right_id) IN (
        SELECT (left_id, right_id) FROM resolved_dropped
        UNION ALL
        SELECT (left_id, right_id) FROM resolved_pairs
    )
