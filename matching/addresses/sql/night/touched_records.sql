-- reads resolve_touched: in order
FROM resolve_touched
ORDER BY record_id
