-- reads read_parses (handed over): texts that the run cut
INSERT INTO address_parse BY NAME
SELECT
    text AS address_text,
    head AS named_text,
    tail AS numbered_text,
    open AS open_number,
    is_address,
    is_beside,
    grammar AS grammar_version
FROM read_parses
