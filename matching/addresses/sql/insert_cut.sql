-- reads resolve_found (texts as cut) into resolve_cut
INSERT INTO resolve_cut BY NAME SELECT * FROM resolve_found
