-- reads the list of releases of the release before
INSERT INTO draft.release BY NAME
SELECT * FROM previous.release
