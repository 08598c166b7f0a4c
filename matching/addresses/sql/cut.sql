-- reads resolve_text and resolve_earlier (parses of earlier runs): the texts that need not be cut again
CREATE OR REPLACE TEMP TABLE resolve_cut AS
SELECT
    text.text_id,
    earlier.head,
    earlier.tail,
    earlier.open,
    earlier.is_address,
    earlier.is_beside,
    false AS is_new
FROM resolve_text AS text
JOIN resolve_earlier AS earlier ON earlier.text = text.text AND earlier.grammar = $grammar
