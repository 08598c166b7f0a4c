-- reads resolve_division: the division of each street and of the home
CREATE OR REPLACE TABLE resolve_kept.division AS
FROM resolve_division
