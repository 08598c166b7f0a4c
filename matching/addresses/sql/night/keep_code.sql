-- reads resolve_changed_code and resolve_code
INSERT INTO resolve_kept.code BY NAME
SELECT * FROM resolve_code WHERE address_code IN (SELECT address_code FROM resolve_changed_code)
