-- reads resolve_claim: sites whose buildings have letters, as the reference tells
CREATE OR REPLACE TEMP TABLE resolve_letter AS
SELECT site_id, list_sort(list(DISTINCT building)) AS letters
FROM resolve_claim
WHERE rule = 'parts' AND building <> ''
GROUP BY site_id
HAVING bool_and(regexp_full_match(building, '[A-Z]'))
