-- reads resolve_name before texts taught others: the gazetteer that texts were read with
CREATE OR REPLACE TABLE resolve_kept.names AS
SELECT DISTINCT part, name, official, street, community FROM resolve_name
