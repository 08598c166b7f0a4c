-- reads resolve_text, resolve_divided and resolve_earlier (parses of earlier runs): the texts to cut by themselves that an
-- earlier run has cut
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
ANTI JOIN resolve_divided AS divided ON divided.text_id = text.text_id
JOIN resolve_earlier AS earlier ON earlier.text = text.text AND earlier.grammar = $grammar
