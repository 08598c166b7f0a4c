-- reads the memberships of one kind: every entity is chosen
CREATE OR REPLACE TEMP VIEW {kind}_scope AS
SELECT record_id, entity_id FROM {kind}_membership
