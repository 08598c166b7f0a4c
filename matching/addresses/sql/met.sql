-- reads resolve_reading: the heads with each number behind them
CREATE OR REPLACE TEMP TABLE resolve_met AS
SELECT head_id, in_hamlet, number AS reading_number, bool_or(coalesce(building, unit, room) IS NOT NULL) AS has_inner
FROM resolve_reading
GROUP BY ALL
