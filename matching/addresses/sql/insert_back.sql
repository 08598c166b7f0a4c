-- reads resolve_found (plain backs) into resolve_back
INSERT INTO resolve_back BY NAME SELECT * FROM resolve_found
