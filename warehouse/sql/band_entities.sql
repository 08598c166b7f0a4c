-- reads two releases: entities per record of one kind in both; no row unless the same systems deliver
WITH
before AS (
    SELECT
        count(DISTINCT {kind}_id) / count(*) AS rate,
        count(*) AS rows,
        list_sort(list(DISTINCT system)) AS systems
    FROM previous.{kind}_source
),

now AS (
    SELECT
        count(DISTINCT {kind}_id) / count(*) AS rate,
        list_sort(list(DISTINCT system)) AS systems
    FROM draft.{kind}_source
)

SELECT before.rate, now.rate, before.rows
FROM before
JOIN now ON now.systems = before.systems
