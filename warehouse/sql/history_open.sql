-- reads the golden records of the draft and what began: it is opened
INSERT INTO draft.{kind}_history BY NAME
SELECT
    golden.* EXCLUDE (record_count, system_count),
    $release_number AS valid_from_release,
    CAST(NULL AS BIGINT) AS valid_to_release,
    $published_at AS valid_from,
    CAST(NULL AS TIMESTAMP) AS valid_to
FROM draft.{kind} AS golden
JOIN {kind}_difference AS difference ON difference.begun_id = golden.{kind}_id
