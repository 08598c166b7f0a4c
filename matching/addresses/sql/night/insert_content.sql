-- reads resolve_said and resolve_kept.content: what no text said before
INSERT INTO resolve_kept.content BY NAME
WITH fresh AS (
    SELECT DISTINCT outside, street, community, grp, hamlet, road, crossing, number, compound FROM resolve_said
    EXCEPT
    SELECT outside, street, community, grp, hamlet, road, crossing, number, compound FROM resolve_kept.content
)
SELECT ((SELECT coalesce(max(naming_id), 0) FROM resolve_kept.content) + row_number() OVER ())::INTEGER AS naming_id, fresh.*
FROM fresh
