-- reads one table of the draft
SELECT count(*) FROM draft.{table}
