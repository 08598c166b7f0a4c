-- what the release before says in a table that is written anew goes
DELETE FROM draft.{table}
