-- reads resolve_mention and resolve_earlier (parses of earlier runs): one row a distinct text that is to be read
CREATE OR REPLACE TEMP TABLE resolve_wanted AS
SELECT wanted.text, earlier.head, earlier.tail, earlier.open, earlier.is_address, earlier.is_beside, earlier.grammar
FROM (
    SELECT DISTINCT text
    FROM resolve_mention
    WHERE text IS NOT NULL
        -- of the reference only texts that say something else than the parts
        AND NOT (
            is_reference AND coalesce(road, compound) IS NOT NULL
            AND coalesce(contains(text, compound), true) AND coalesce(contains(text, road), true)
        )
) AS wanted
LEFT JOIN resolve_earlier AS earlier ON earlier.text = wanted.text AND earlier.grammar = $grammar
