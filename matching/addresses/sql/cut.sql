-- reads resolve_text, resolve_divided and resolve_earlier_cuts (texts that an earlier run has cut): the texts that are cut by
-- themselves and were before
CREATE OR REPLACE TEMP TABLE resolve_cut AS
SELECT text.text_id, earlier.* EXCLUDE (text)
FROM resolve_text AS text
ANTI JOIN resolve_divided AS divided ON divided.text_id = text.text_id
JOIN resolve_earlier_cuts AS earlier ON earlier.text = text.text
