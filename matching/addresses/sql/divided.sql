-- reads resolve_half, resolve_front, resolve_back (the plain ones): the texts that are cut as their halves say
CREATE OR REPLACE TEMP TABLE resolve_divided AS
SELECT half.text_id, front.front_id, back.back_id
FROM resolve_half AS half
JOIN resolve_front AS front ON front.half = half.front
JOIN resolve_back AS back ON back.half = half.back
WHERE front.is_whole OR back.lead <> '' OR back.tail <> ''
