-- reads resolve_found (numbered ends as read) into resolve_tail
INSERT INTO resolve_tail BY NAME SELECT * FROM resolve_found
