-- reads findings (handed over): what the quality gates found
INSERT INTO draft.release_check BY NAME
SELECT gate, violations, verdict FROM findings
