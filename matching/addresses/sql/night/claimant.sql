-- reads resolve_change, resolve_dirty_text, resolve_changed_naming, resolve_changed_code, resolve_letter and resolve_kept: the records
-- whose text may claim another place than before
CREATE OR REPLACE TEMP TABLE resolve_claimant AS
WITH text AS (
    SELECT text_id FROM resolve_dirty_text
    UNION
    SELECT text_id FROM resolve_kept.text WHERE naming_id IN (SELECT naming_id FROM resolve_changed_naming)
),
letter AS (
    SELECT site_id
    FROM ((FROM resolve_letter EXCEPT FROM resolve_kept.letter) UNION ALL (FROM resolve_kept.letter EXCEPT FROM resolve_letter))
),
chosen AS (
    SELECT record_id FROM resolve_change WHERE is_here
    UNION
    SELECT record_id FROM resolve_kept.record WHERE text_id IN (SELECT text_id FROM text)
    UNION
    SELECT record_id FROM resolve_kept.record WHERE address_code IN (SELECT address_code FROM resolve_changed_code)
    UNION
    SELECT record_id FROM resolve_kept.claim WHERE site_id IN (SELECT site_id FROM letter)
)
SELECT record.record_id, record.text_id, record.address_code, record.is_reference
FROM resolve_kept.record AS record
SEMI JOIN chosen ON chosen.record_id = record.record_id
WHERE NOT record.is_reference
