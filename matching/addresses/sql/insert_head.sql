-- reads resolve_found (names as read) into resolve_head
INSERT INTO resolve_head BY NAME SELECT * FROM resolve_found
