-- reads resolve_area: the areas by number
CREATE OR REPLACE TABLE resolve_kept.area AS
FROM resolve_area
