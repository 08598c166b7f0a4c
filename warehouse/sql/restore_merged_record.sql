-- reads the records of merges of a release
INSERT INTO merged_record BY NAME
SELECT * FROM restored.merged_record
