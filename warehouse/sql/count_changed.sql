-- reads the changed records of one kind
SELECT count(*) FROM {kind}_changed
