-- reads resolve_place: a place and all that it lies in, the widest first
WITH RECURSIVE above AS (
    SELECT *, 0 AS depth
    FROM resolve_place
    WHERE address_id = $place
    UNION ALL
    SELECT place.*, above.depth + 1
    FROM resolve_place AS place
    JOIN above ON place.address_id = above.parent_address_id
    WHERE above.depth < 20
)
SELECT address_id, level, canonical_text, division_code, street_code, community_code, confidence
FROM above
ORDER BY depth DESC
