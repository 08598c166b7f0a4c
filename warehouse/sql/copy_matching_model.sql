-- reads matching_model
INSERT INTO draft.matching_model BY NAME
SELECT * FROM matching_model
