-- reads resolve_back_half and resolve_back: the backs that no run has looked at and found plain
SELECT half.back_id, half.half
FROM resolve_back_half AS half
ANTI JOIN resolve_back AS back ON back.back_id = half.back_id
