-- reads resolve_place: the areas of a level that bear the names given; a road may lie in a street that the text leaves out
SELECT address_id, canonical_text
FROM resolve_place
WHERE level = $level
    AND CASE $level
        WHEN 'road' THEN road = $road AND coalesce(street = $street, true)
        WHEN 'community' THEN community = $community AND coalesce(street = $street, true)
        WHEN 'street' THEN street = $street
        WHEN 'outside' THEN canonical_text = $outside
        ELSE true
    END
ORDER BY canonical_text, address_id
LIMIT 20
