"""What columns are called: Chinese words, the first letters of their pinyin, English.

Looked for in a name without blanks and case (`connectors.contract.header_key`); pinyin letters only where they are the
whole name or stand between other signs.  The lists hold what the district's own departments write (systems of
`connectors.departments`) and the codes of the national exchange standards for population and enterprises.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schema.records import Address, Enterprise, Mention, Person


@dataclass(frozen=True, slots=True)
class Named:
    """A claim, and what columns are called that hold it."""

    record: type[Mention]
    claim: str
    words: re.Pattern[str]


def _pattern(chinese: str, short: str) -> re.Pattern[str]:
    parts = [chinese] if chinese else []
    parts += [rf"(?<![a-z])(?:{short})(?![a-z])"] if short else []
    return re.compile("|".join(parts))


def _named(record: type[Mention], claims: Mapping[str, tuple[str, str]]) -> Iterable[Named]:
    return (Named(record, claim, _pattern(*words)) for claim, words in claims.items())


_OF_PERSONS = {
    "former_name": ("曾用名", "cym|former_?name"),
    "guardian": ("监护人(?!.*(?:电话|手机|证|号))|家长(?!.*(?:电话|手机))", "jhr|jhrxm|guardian|guardian_?name|parent"),
    "mother": ("母亲(?!.*(?:电话|证))", "mqxm|mother|mother_?name"),
    "student_number": ("学籍号", "xjh|student_?no"),
    "certificate": (
        "身份证|公民身份号|证件号|社会保障号码",
        "sfz|sfzh|aac002|sfzhm|sfzjh|gmsfhm|gmsfzh|zjh|zjhm|id_?no|id_?num|id_?number|id_?card|idcard|cert_?no|certno|card_?no",
    ),
    "sex": ("性别", "xb|xbdm|gend|aac004|sex|gender"),
    "birth_date": ("出生|生日", "csrq|csny|brdy|aac006|birth|birth_?date|birthday|dob"),
    "household_relation": ("与户主关系", "yhzgx"),
    "registered_division": ("户籍地?(?:行政)?区划", "hjdxzqh|hjqh"),
    "employer": ("服务处所|工作单位", "fwcs|gzdw|emp_?name|employer"),
    "name": (
        "姓名|户名|名字|户主|产权人|业主",
        "xm|xming|xingming|psn_?name|aac003|^name|full_?name|person_?name|real_?name|hzxm",
    ),
    "phone": ("电话|手机|联系方式", "lxdh|dh|aae005|dhhm|sj|sjh|sjhm|yddh|phone|mobile|tel|telephone"),
}
_OF_ADDRESSES = {
    "address_code": ("地址编码|房屋编号|地址代码", "dzbm|fwbh|dzdm|address_?code"),
    "division": ("行政区划", "xzqh|xzqhdm|division"),
    "street": ("街道|乡镇|镇街", "jd|jdmc|jddm|xzjd|street|town"),
    "community": ("社区|村社|村居", "sq|sqmc|sqcun|community|village"),
    "road": ("街路巷|道路名|路名", "jlx|jlxmc|road"),
    "number": ("门牌", "mph|mphm|house_?no"),
    "compound": ("小区", "xq|xqmc|xqm|compound|estate"),
    "building": ("楼幢|幢号|楼栋|栋号", "zh|zhuang|ldh|lzh|building|building_?no"),
    "unit": ("单元", "dy|dyh|unit|unit_?no"),
    "room": ("室号|房号|房间号", "sh|fh|fjh|room|room_?no"),
    "longitude": ("经度", "jd_?84|lng|lon|longitude|x_?coord"),
    "latitude": ("纬度", "wd|lat|latitude|y_?coord"),
    "floor_area": ("建筑面积", "jzmj|floor_?area"),
    "grid": ("网格编[码号]", "wgbm|wgbh|grid_?code|grid_?no"),
    "text": (
        "地址|住址|住所|详址|坐落|座落|位置",
        "dz|zz|xz|aae006|dzxz|xxdz|xzz|jtzz|hjdz|hjd|hjdxz|zcdz|scjydz|jydz|zl|dom|addr|address|location",
    ),
}
_OF_ENTERPRISES = {
    "code": (
        "统一社会信用代码|社会信用代码|信用代码|纳税人识别号",
        "tyshxydm|aab998|tyxydm|shxydm|xydm|uscc|uniscid|usci|credit_?code|nsrsbh|tax_?no",
    ),
    "registration_number": ("注册号|营业执照号", "zch|aab007|reg_?no|regno|yyzzh"),
    "trade_sign": ("店招|招牌|店名", "dz_?mc|shop_?name|sign"),
    "legal_representative": ("法定代表人|法人(?:代表|姓名)", "fddbr|fddbrxm|aab013|frdb|frxm|legal|legal_?rep|lerep"),
    "capital": ("注册资[本金]", "zczb|zczj|reg_?cap|regcap|capital"),
    "established": ("成立日期", "clrq|est_?date|estdate|established"),
    "industry": ("行业代码", "hydm|industry_?co|industry_?code"),
    "name": (
        "企业名称|单位名称|公司名称|商户名称|机构名称|用人单位|纳税人名称|市场主体名称|工作单位名称",
        "qymc|dwmc|aab004|gsmc|jgmc|nsrmc|ent_?name|company|company_?name|enterprise_?name|org_?name|corp_?name",
    ),
}
NAMED: tuple[Named, ...] = (
    *_named(Enterprise, {name: words for name, words in _OF_ENTERPRISES.items() if name != "name"}),
    *_named(Person, {name: words for name, words in _OF_PERSONS.items() if name not in ("name", "phone")}),
    *_named(Enterprise, {"name": _OF_ENTERPRISES["name"]}),
    *_named(Address, _OF_ADDRESSES),
    *_named(Person, {name: _OF_PERSONS[name] for name in ("phone", "name")}),
)
"""The special before the general: 法定代表人姓名 is no 姓名 of the one whom the row describes."""

NOT_TO_TAKE = _pattern(
    "民族|宗教|信仰|政治面貌|党员|信访|上访|血型|疾病|诊断|病史|残疾|婚姻|银行|账号|帐号|收入|工资|密码|指纹|人脸",
    "mz|mzdm|zjxy|zjxydm|zzmm|hyzk|ethnic|ethnicity|religion|political|health|disease|diagnosis|salary|bank_?account",
)
"""What the hub has no purpose for and must never extract (data minimisation)."""
CONTACTS = _pattern(
    "联系人|经办人|负责人|责任人|经营者", "lxr|lxrxm|fzr|fzrxm|jbr|contact|contact_?name|manager|operator"
)
"""Persons who stand for an enterprise, though not as its legal representative."""
OF_LEGAL_REPRESENTATIVE = _pattern("法定代表人|法人", r"fddbr\w*|frdb\w*|fr\w*|legal\w*|lerep\w*")
NUMBERS = _pattern(
    "编号|序号|流水号|编码|代码|号码|户号|用户号|案号|标识|号$",
    r"\w*bh|\w*bm|\w*xh|id|\w*_?id|\w*_?no|\w*_?code|key|uuid",
)
"""What keys are called."""
KINDS = _pattern(
    "场所|类别|类型|性质|状态|等级|级别|种类|分类|大类|小类", r"\w*type|\w*status|\w*kind|category|level|lx|zt"
)
"""What columns of codes and kinds are called: their words can look like names."""
CHANGED = _pattern(
    "更新|修改|变更时间|经办|操作时间|同步|入库",
    r"gx\w*|xg\w*|czsj|upd\w*|updt\w*|modif\w*|chang\w*|\w*timestamp|etl\w*|sync\w*|aae036",
)
"""What columns are called that tell when a row was changed last."""
LINES = _pattern("^序号$|^行号$", "xh|seq|row_?no|line_?no")
"""What counts of the lines of a file are called: another one in every delivery."""
REGISTERED = _pattern("户籍|户口|注册|住所|登记", r"hj\w*|zc\w*|dom|reg\w*")
OPERATING = _pattern("经营|生产|营业", r"\w*jydz|jy\w*|operat\w*|business\w*")
