-- reads resolve_claim: sites whose buildings the reference tells: their letters, where all have letters; and those of numbers
-- that houses of a kind have (高层3, 多层3: schema.normalize.address.house_kinds)
CREATE OR REPLACE TEMP TABLE resolve_letter AS
WITH building AS (
    SELECT DISTINCT site_id, building, resolve_without_kind(building) AS number
    FROM resolve_claim
    WHERE rule = 'parts' AND building <> '' AND site_id IS NOT NULL
),
numbered AS (
    SELECT *, bool_or(building <> number) OVER (PARTITION BY site_id, number) AS is_kind
    FROM building
)
SELECT
    site_id,
    CASE WHEN bool_and(regexp_full_match(building, '[A-Z]')) THEN list_sort(list(building)) END AS letters,
    coalesce(list_sort(list({number: number, building: building}) FILTER (is_kind)), []) AS of_kinds
FROM numbered
GROUP BY site_id
