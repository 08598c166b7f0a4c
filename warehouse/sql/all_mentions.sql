-- reads the mentions of one relation: every one is resolved
CREATE OR REPLACE TEMP VIEW {relation}_scope AS
SELECT * FROM {relation}_mention
