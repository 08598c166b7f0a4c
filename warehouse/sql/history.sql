-- reads the golden records of one kind and, from the release before, its history: closes what changed, opens what is new
INSERT INTO draft.{kind}_history BY NAME
WITH
standing AS (
    SELECT * EXCLUDE (valid_from_release, valid_to_release, valid_from, valid_to)
    FROM {kind}_before
    WHERE valid_to_release IS NULL
),

difference AS (
    SELECT standing.{kind}_id AS ended_id, golden.{kind}_id AS begun_id
    FROM standing
    FULL JOIN {kind}_now AS golden ON golden.{kind}_id = standing.{kind}_id
    WHERE standing IS DISTINCT FROM golden
)

SELECT
    history.* REPLACE (
        if(difference.ended_id IS NULL, valid_to_release, $release_number) AS valid_to_release,
        if(difference.ended_id IS NULL, valid_to, $published_at) AS valid_to
    )
FROM {kind}_before AS history
LEFT JOIN difference ON history.valid_to_release IS NULL AND difference.ended_id = history.{kind}_id
UNION ALL BY NAME
SELECT
    golden.* EXCLUDE (record_count, system_count),
    $release_number AS valid_from_release,
    CAST(NULL AS BIGINT) AS valid_to_release,
    $published_at AS valid_from,
    CAST(NULL AS TIMESTAMP) AS valid_to
FROM draft.{kind} AS golden
JOIN difference ON difference.begun_id = golden.{kind}_id
