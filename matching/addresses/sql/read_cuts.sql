-- reads resolve_cut and resolve_text: the texts as cut by themselves, for the next run
SELECT text.text, cut.* EXCLUDE (text_id)
FROM resolve_cut AS cut
JOIN resolve_text AS text ON text.text_id = cut.text_id
