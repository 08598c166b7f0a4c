-- reads the changed mentions of one relation: what the release before says of them goes
DELETE FROM draft.{relation} WHERE record_id IN (SELECT record_id FROM {relation}_changed)
