-- reads address_record and read_parses (handed over): texts that no record has any more go, and those of another grammar
DELETE FROM address_parse
WHERE grammar_version <> (SELECT coalesce(max(grammar), -1) FROM read_parses)
    AND EXISTS (SELECT 1 FROM read_parses)
    OR address_text NOT IN (SELECT trim(address_text) FROM address_record WHERE address_text IS NOT NULL)
