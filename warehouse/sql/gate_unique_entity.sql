-- reads the golden records of one kind in the draft: ids that occur more than once
SELECT count(*) - count(DISTINCT {kind}_id) FROM draft.{kind}
