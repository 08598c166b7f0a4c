-- reads resolve_changed_naming
DELETE FROM resolve_kept.named WHERE naming_id IN (SELECT naming_id FROM resolve_changed_naming)
