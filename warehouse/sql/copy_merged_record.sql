-- reads merged_record
INSERT INTO draft.merged_record BY NAME
SELECT * FROM merged_record
