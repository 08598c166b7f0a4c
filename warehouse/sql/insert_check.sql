-- what one quality gate found
INSERT INTO draft.release_check BY NAME
SELECT $gate AS gate, $violations AS violations, $verdict AS verdict
