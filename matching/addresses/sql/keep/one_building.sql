-- reads resolve_one_building: the only buildings of sites
CREATE OR REPLACE TABLE resolve_kept.one_building AS
FROM resolve_one_building
