-- reads the memberships of one kind: the touched entities are chosen
CREATE OR REPLACE TEMP VIEW {kind}_scope AS
SELECT member.record_id, member.entity_id
FROM {kind}_membership AS member
SEMI JOIN {kind}_touched AS touched ON touched.{kind}_id = member.entity_id
