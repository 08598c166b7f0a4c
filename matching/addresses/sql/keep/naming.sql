-- reads resolve_naming_of: the naming of each head with each number behind it
CREATE OR REPLACE TABLE resolve_kept.naming AS
FROM resolve_naming_of
