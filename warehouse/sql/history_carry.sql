-- reads the history of the release before and what ended: all of it is carried on, what ended is closed
INSERT INTO draft.{kind}_history BY NAME
SELECT
    history.* REPLACE (
        if(difference.ended_id IS NULL, valid_to_release, $release_number) AS valid_to_release,
        if(difference.ended_id IS NULL, valid_to, $published_at) AS valid_to
    )
FROM {kind}_before AS history
LEFT JOIN {kind}_difference AS difference
    ON history.valid_to_release IS NULL AND difference.ended_id = history.{kind}_id
