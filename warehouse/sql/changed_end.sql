-- reads the mentions of one relation: those that name a changed record change with it
INSERT INTO {relation}_changed
SELECT mention.record_id
FROM {relation}_mention AS mention
SEMI JOIN {kind}_changed AS changed ON changed.record_id = mention.{kind}_record_id
