-- reads one kind of event in the release before: those that happened at a touched address change with it
INSERT INTO {relation}_changed
SELECT before.record_id
FROM previous.{relation} AS before
SEMI JOIN address_touched AS touched ON touched.address_id = before.address_id
