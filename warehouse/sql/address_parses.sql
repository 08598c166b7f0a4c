-- reads address_parse: texts as an earlier run cut them, in the columns that matching knows them by
CREATE OR REPLACE TEMP VIEW address_parses AS
SELECT
    address_text AS text,
    named_text AS head,
    numbered_text AS tail,
    open_number AS open,
    is_address,
    is_beside,
    grammar_version AS grammar
FROM address_parse
