-- reads resolve_claim: codes of the reference that stand for one place
CREATE OR REPLACE TEMP TABLE resolve_code AS
SELECT address_code, min(site_id) AS site_id, min(building) AS building, min(unit) AS unit, min(room) AS room
FROM resolve_claim
WHERE rule = 'parts' AND address_code IS NOT NULL AND site_id IS NOT NULL
GROUP BY address_code
HAVING count(*) = 1
