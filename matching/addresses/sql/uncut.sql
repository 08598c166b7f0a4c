-- reads resolve_text, resolve_divided and resolve_cut: the texts to cut by themselves that no run has cut before
SELECT text.text_id, text.text
FROM resolve_text AS text
ANTI JOIN resolve_divided AS divided ON divided.text_id = text.text_id
ANTI JOIN resolve_cut AS cut ON cut.text_id = text.text_id
