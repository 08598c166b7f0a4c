-- reads the mentions of one relation: the changed ones are resolved
CREATE OR REPLACE TEMP VIEW {relation}_scope AS
SELECT mention.*
FROM {relation}_mention AS mention
SEMI JOIN {relation}_changed AS changed ON changed.record_id = mention.record_id
