-- reads the changed records of one kind: what the release before says of them goes
DELETE FROM draft.{kind}_source WHERE record_id IN (SELECT record_id FROM {kind}_changed)
