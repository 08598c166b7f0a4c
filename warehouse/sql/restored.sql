-- reads unmerged (handed over), merged_record, entity_change and ledger: records whose entity is to be there again and is not yet
SELECT
    merged.record_id,
    merged.entity_id,
    max(merged.since) AS since,
    any_value(ledger.entity_id) AS from_id
FROM unmerged
JOIN merged_record AS merged
    ON merged.kind = $kind
    AND merged.entity_id = unmerged.entity_id
    AND merged.other_id = unmerged.other_id
    AND merged.release_number = unmerged.release_number
JOIN ledger ON ledger.kind = merged.kind AND ledger.record_id = merged.record_id
ANTI JOIN (SELECT entity_id FROM ledger WHERE kind = $kind) AS alive ON alive.entity_id = unmerged.entity_id
ANTI JOIN (SELECT entity_id, release_number FROM entity_change WHERE kind = $kind AND change = 'merged') AS later
    ON later.entity_id = unmerged.entity_id AND later.release_number > unmerged.release_number
GROUP BY merged.record_id, merged.entity_id
ORDER BY merged.record_id
