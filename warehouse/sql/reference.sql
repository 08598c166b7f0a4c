-- reads the mentions of a list that a department keeps for all
INSERT INTO draft.{reference} BY NAME
SELECT * FROM {reference}_mention
