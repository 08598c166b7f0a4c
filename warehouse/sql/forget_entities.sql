-- reads the touched entities of one kind: what the release before says of them goes
DELETE FROM draft.{table} WHERE {kind}_id IN (SELECT {kind}_id FROM {kind}_touched)
