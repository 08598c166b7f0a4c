-- survivorship: puts the claims of which a condition holds above all others, whatever their place
CREATE OR REPLACE TEMP MACRO preferring(condition, place) AS place + if(condition, 1_000_000_000, 0)
