-- reads resolve_found (plain fronts) into resolve_front
INSERT INTO resolve_front BY NAME SELECT * FROM resolve_found
