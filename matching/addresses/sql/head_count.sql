-- reads resolve_cut: the names before the numbered end, and how many texts have them
SELECT head, count(*)
FROM resolve_cut
WHERE is_address
GROUP BY head
