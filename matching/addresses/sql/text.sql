-- reads resolve_input: every distinct text that is to be read; of the reference only those that say more than the parts
CREATE OR REPLACE TEMP TABLE resolve_text AS
SELECT (row_number() OVER ())::INTEGER AS text_id, text
FROM (
    SELECT DISTINCT trim(address_text) AS text
    FROM resolve_input
    WHERE trim(address_text) <> '' AND resolve_says_more(address_text, road, compound)
)
