-- reads one link or event in the draft: ends that a record stands for and no entity
SELECT count(*)
FROM draft.{table} AS link
JOIN {kind}_record AS record ON record.record_id = link.{kind}_record_id
ANTI JOIN draft.{kind} AS golden ON golden.{kind}_id = link.{kind}_id
