-- reads system
INSERT INTO draft.source_system BY NAME
SELECT * FROM system
ORDER BY system
