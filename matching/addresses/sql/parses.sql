-- reads resolve_cut and resolve_text: the parses of this run, for the next
SELECT text.text, cut.head, cut.tail, cut.open, cut.is_address, cut.is_beside, $grammar::SMALLINT AS grammar
FROM resolve_cut AS cut
JOIN resolve_text AS text ON text.text_id = cut.text_id
WHERE cut.is_new
ORDER BY text.text
