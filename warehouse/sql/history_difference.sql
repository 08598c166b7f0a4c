-- reads the golden records of one kind before and now: those that end and those that begin
CREATE OR REPLACE TEMP TABLE {kind}_difference AS
WITH standing AS (
    SELECT * EXCLUDE (valid_from_release, valid_to_release, valid_from, valid_to)
    FROM {kind}_before
    WHERE valid_to_release IS NULL
)

SELECT standing.{kind}_id AS ended_id, golden.{kind}_id AS begun_id
FROM standing
FULL JOIN {kind}_now AS golden ON golden.{kind}_id = standing.{kind}_id
WHERE standing IS DISTINCT FROM golden
