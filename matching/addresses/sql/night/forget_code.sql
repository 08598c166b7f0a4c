-- reads resolve_changed_code
DELETE FROM resolve_kept.code WHERE address_code IN (SELECT address_code FROM resolve_changed_code)
