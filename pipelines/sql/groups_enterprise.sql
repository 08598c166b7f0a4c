-- reads enterprise_record and labelled (handed over): each labelled record with the groups its true enterprise is in
WITH enterprise AS (
    SELECT
        labelled.entity,
        bool_or(record.credit_code IS NOT NULL) AS has_code,
        bool_or(contains(record.enterprise_name, '公司')) AS is_company,
        bool_or(regexp_matches(record.enterprise_name, '分公司|分店|[(].+店[)]$')) AS is_branch
    FROM labelled
    JOIN enterprise_record AS record ON record.record_id = labelled.record_id
    GROUP BY labelled.entity
)

SELECT
    labelled.record_id,
    record.system AS "system 系统",
    if(enterprise.has_code, 'known 有', 'unknown 无') AS "credit code 统一社会信用代码",
    CASE
        WHEN enterprise.is_branch THEN 'branch 分支机构'
        WHEN enterprise.is_company THEN 'company 公司'
        ELSE 'sole trader and others 个体工商户及其他'
    END AS "form 组织形式",
    if(coalesce(record.is_trade_sign, false), 'sign over a door 店招', 'registered name 登记名称') AS "name 名称"
FROM labelled
JOIN enterprise_record AS record ON record.record_id = labelled.record_id
LEFT JOIN enterprise ON enterprise.entity = labelled.entity
