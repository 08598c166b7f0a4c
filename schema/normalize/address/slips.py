"""What delivery slips and remarks say beside the address: notes, names, telephone numbers, what is near."""

import re

from schema.normalize.address.marking import Label

_NOTE = re.compile(
    "请|勿|不要|不用|麻烦|谢谢|送货|派送|送到|发货|代收|签收|转交|自提|联系|电话|到了|提前|务必|周末|工作日|下班|上班时间|轻放|加急"
    "|^[放给](?!鹤|马)|收$|收[件货]|先生|女士|小姐|师傅|老板$"
)
_PERSON = re.compile(
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚"
    "谭廖邹熊金陆郝孔崔康毛邱秦江史顾侯邵孟段雷钱汤尹黎易常武乔贺龚][^ 0-9路街村镇苑园里区县市]{1,2}"
)
"""A common surname and what makes two or three characters of it."""
_CODE = re.compile("[0-9]{6,12}$")
_NEAR = re.compile("[(（]?(?P<near>靠近|近(?!江)|靠|距离?)(?P<name>[^()（）]{2,})")


_LEAD = re.compile("[^0-9]{0,6}(?:(?:1[0-9]{10}|0{11})[^0-9一-鿿]{0,2}收?|[0-9]{6})(?=[^ 0-9]{2,3}[省市]|浙江)")


def lead(text: str) -> int:
    """How much of the text stands before the address: a name and a telephone number, or a postcode."""
    found = _LEAD.match(text)
    return found.end() if found else 0


def is_note(written: str) -> bool:
    """Whether it says something to the one who brings the parcel, or to whom it goes: 放快递柜, 李女士收."""
    return _NOTE.search(written) is not None


def is_person(written: str) -> bool:
    """Whether it may be a person's name, which says something only behind an address."""
    return _PERSON.fullmatch(written) is not None


def is_code(written: str) -> bool:
    """Whether it is a postcode or a telephone number."""
    return _CODE.match(written) is not None


def beside(text: str, start: int, end: int) -> list[Label]:
    """(近建国路): the word and what it names; nothing where it does not say what is near."""
    near = _NEAR.match(text, start, end)
    if near is None:
        return []
    label = "road" if near["name"].endswith(("路", "街", "大道")) else "poi"
    return [Label("assist", *near.span("near")), Label(label, *near.span("name"))]
