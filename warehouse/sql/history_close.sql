-- reads what ended: it is closed in the history that the draft has already
UPDATE draft.{kind}_history
SET valid_to_release = $release_number, valid_to = $published_at
WHERE valid_to_release IS NULL AND {kind}_id IN (SELECT ended_id FROM {kind}_difference)
