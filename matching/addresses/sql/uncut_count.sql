-- reads resolve_text and resolve_cut: how many texts no run has cut before
SELECT (SELECT count(*) FROM resolve_text) - (SELECT count(*) FROM resolve_cut)
