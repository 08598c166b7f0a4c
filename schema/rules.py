"""What a broken rule means to the department that delivered the value, in its own language.

A rule is named `field.problem`.  The field's word is left out where it would only repeat the column.
"""

from collections.abc import Mapping

_FIELDS: Mapping[str, str] = {
    "resident_id": "身份证号",
    "certificate": "证件号码",
    "document": "证件号码",
    "credit_code": "统一社会信用代码",
    "registration_number": "工商注册号",
    "organization_code": "组织机构代码",
    "student_number": "学籍号",
    "permit": "许可证编号",
    "phone": "电话号码",
    "name": "名称",
    "text": "地址",
    "sex": "性别",
    "division": "行政区划代码",
    "birth_date": "出生日期",
    "floor_area": "面积",
}
PROBLEMS: Mapping[str, str] = {
    "form": "格式不对",
    "length": "位数不对",
    "check_digit": "校验位不对, 可能有一位填错",
    "region": "前六位不是行政区划代码",
    "birth_date": "其中的出生日期不成立",
    "placeholder": "是占位值, 不是真实号码",
    "excel": "被 Excel 改成了科学计数法, 末几位已经丢失",
    "masked": "被遮盖, 无法使用",
    "several": "一格里有几个值, 只收了第一个",
    "resident_id": "一栏填的是身份证号",
    "credit_code": "一栏填的是统一社会信用代码",
    "enterprise": "是单位名称, 不是人名",
    "not_a_name": "不是名称",
    "surname_only": "只有姓, 没有名",
    "suffix": "后面带有数字或字母, 已经去掉",
    "not_an_address": "一栏填的不是地址",
    "cut": "末尾被截断, 最后一个字不完整",
    "not_an_array": "不是列表",
    "unreadable": "无法辨认",
    "unknown": "查不到",
    "unknown_code": "代码不在对照表里",
    "negative": "是负数",
    "out_of_range": "超出合理范围",
    "too_early": "太早",
    "in_future": "在将来",
}
_ROWS: Mapping[str, str] = {
    "key.missing": "主键是空的, 这一行无法入库",
    "key.repeated": "主键重复而内容不同: 只收最后更新的一行",
    "row.repeated": "与另一行完全相同: 只收一行",
    "row.says_nothing": "这一行没有可用的内容",
    "operation.unknown": "操作标志不是约定的代码",
}


def reason(rule: str) -> str:
    """Why a value was refused or a row kept apart, as its owner reads it; the rule itself where it is not known."""
    if rule in _ROWS:
        return _ROWS[rule]
    field, _, problem = rule.partition(".")
    return _FIELDS.get(field, "值") + PROBLEMS[problem] if problem in PROBLEMS else rule
