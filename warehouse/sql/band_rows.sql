-- reads this release and the one before: rows of each delivered table in both, as (system, table, before, now)
WITH
now AS (
    SELECT system, table_name, count(*) AS rows
    FROM (SELECT system, table_name FROM draft.{table})
    GROUP BY system, table_name
),

before AS (
    SELECT system, table_name, count(*) AS rows
    FROM (SELECT system, table_name FROM previous.{table})
    GROUP BY system, table_name
)

SELECT before.system, before.table_name, before.rows, coalesce(now.rows, 0)
FROM before
LEFT JOIN now ON now.system = before.system AND now.table_name = before.table_name
ORDER BY before.system, before.table_name
