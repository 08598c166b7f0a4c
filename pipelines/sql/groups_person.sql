-- reads person_record and labelled (handed over): each labelled record with the groups its true person is in
WITH
city AS (
    SELECT mode(left(coalesce(registered_division_code, resident_id), 4)) AS code FROM person_record
),

person AS (
    SELECT
        labelled.entity,
        date_diff('year', mode(record.birth_date), current_date) AS age,
        mode(record.sex_code) AS sex_code,
        mode(left(coalesce(record.registered_division_code, record.resident_id), 4)) AS registered,
        bool_or(contains(record.name, '·')) AS is_dotted,
        max(len(record.name)) AS name_length
    FROM labelled
    JOIN person_record AS record ON record.record_id = labelled.record_id
    GROUP BY labelled.entity
)

SELECT
    labelled.record_id,
    record.system AS "system 系统",
    CASE
        WHEN person.age IS NULL THEN 'unknown 不详'
        WHEN person.age < 18 THEN 'under 18 未成年'
        WHEN person.age < 35 THEN '18 to 34'
        WHEN person.age < 60 THEN '35 to 59'
        ELSE '60 and over 老年'
    END AS "age 年龄",
    CASE person.sex_code WHEN '1' THEN 'men 男' WHEN '2' THEN 'women 女' ELSE 'unknown 不详' END AS "sex 性别",
    CASE
        WHEN person.registered IS NULL THEN 'unknown 不详'
        WHEN person.registered = city.code THEN 'here 本地'
        ELSE 'elsewhere 外地'
    END AS "registered 户籍",
    CASE
        WHEN person.is_dotted THEN 'with a dot, as minorities write 带间隔点'
        WHEN person.name_length > 3 THEN 'four characters and more 四字以上'
        WHEN person.name_length = 2 THEN 'two characters 两字'
        WHEN person.name_length = 3 THEN 'three characters 三字'
        ELSE 'unknown 不详'
    END AS "name 姓名"
FROM labelled
JOIN person_record AS record ON record.record_id = labelled.record_id
LEFT JOIN person ON person.entity = labelled.entity
CROSS JOIN city
