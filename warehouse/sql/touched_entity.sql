-- reads the changed records of one kind: the entities that they are in or were in
CREATE OR REPLACE TEMP TABLE {kind}_touched AS
SELECT entity_id_before AS {kind}_id FROM {kind}_changed WHERE entity_id_before IS NOT NULL
UNION
SELECT entity_id AS {kind}_id FROM {kind}_changed WHERE entity_id IS NOT NULL
