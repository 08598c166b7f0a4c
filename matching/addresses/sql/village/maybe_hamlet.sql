-- reads resolve_reference: names in the columns of roads and compounds that stand between village and house number, as a natural
-- village does
SELECT DISTINCT coalesce(written_compound, written_road)
FROM resolve_reference
WHERE coalesce(written_compound, written_road) IS NOT NULL AND community LIKE '%村' AND number IS NOT NULL
    AND (written_compound IS NULL OR written_road IS NULL)
ORDER BY ALL
