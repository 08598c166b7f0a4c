-- reads resolve_text, resolve_divided and resolve_earlier_cuts (texts that an earlier run has cut) into resolve_cut
INSERT INTO resolve_cut BY NAME
SELECT text.text_id, earlier.* EXCLUDE (text)
FROM resolve_text AS text
ANTI JOIN resolve_divided AS divided ON divided.text_id = text.text_id
JOIN resolve_earlier_cuts AS earlier ON earlier.text = text.text
