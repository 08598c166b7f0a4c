-- reads resolve_tail_text: the numbered ends to read
SELECT tail_id, tail FROM resolve_tail_text
