-- reads resolve_code and resolve_kept.code: codes that stand for another place by now
CREATE OR REPLACE TEMP TABLE resolve_changed_code AS
SELECT coalesce(now.address_code, before.address_code) AS address_code
FROM resolve_code AS now
FULL JOIN resolve_kept.code AS before ON before.address_code = now.address_code
WHERE (now.site_id, now.building, now.unit, now.room) IS DISTINCT FROM (before.site_id, before.building, before.unit, before.room)
