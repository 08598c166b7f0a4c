"""What stands around an address in its text: remarks in brackets, masks, words of nearness, and texts that are none."""

import re
from typing import NamedTuple

from schema.normalize.address.characters import BOUNDARY, LOST
from schema.normalize.address.components import Part
from schema.normalize.address.notes import LAST_OF_NOTES, NOTES
from schema.normalize.address.numerals import HAN
from schema.normalize.address.tail import Read
from schema.normalize.text import NOTHING_WORDS

_HAN_CHARACTER = re.compile(r"[\u3400-\u9fff]")
_NO_ADDRESS = re.compile(
    r"(?:地址|住址|住所|现住|现住址)?(?:不详|不明|不祥|未知|不清楚|不知道|未填|未登记|未提供|无|没有|暂无|同上|同前|同户籍?地?口?|同身份证|保密"
    r"|待查|待定|待补充?|以后补|空|略|其他|其它|拒绝提供|本地|本市|本区|外地|外省|境外|国外|测试|见附件|详见合同|查无此人|空挂户?|集体户口?|居无定所|流动"
    r"|户籍地|暂住|无业|已?拆迁|自动迁出)+(?:地址|固定住所|固定住址|固定居所|数据|信息)?"
    r"|\D{0,4}(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})\D{0,2}"
)
_LONGEST_NOTHING = 24
_OUTSIDE = "()-.*#" + LOST
"""Taken off both ends of what may be no address."""
_NOTHING_CHARACTERS = frozenset(_NO_ADDRESS.pattern).union(*NOTHING_WORDS)
_BEGINS_WITH_NAMES = re.compile(r"\D{5}")
_MOST_BESIDE_TELEPHONE = 7
"""Characters that are no digits in a text that is taken for a telephone number; they begin with four."""
_LEAD = re.compile(
    " *(?:(?:收货|现|居住|家庭|户籍|常住|通[讯信]|联系|注册|经营|生产|单位|公司|暂住|详细|具体|登记){0,2}"
    "(?:地址|住址|住所地?)[为是]?|现住(?!宅)|暂住|家住|居住[于在]|位于|坐落于?)(?= *[\u3400-\u9fff]{2})"
)
"""What introduces an address: 收货地址：, 现住."""
_LEADS = frozenset("收现居家户常通联注经生单公暂详具登地住位坐 ")
"""Every character that a lead can begin with."""
_BRACKETS = re.compile(r"\([^()]*\)?|\)")
_NAMED = re.compile(
    rf"(?:[{HAN}\dA-Za-z东南西北中]{{1,3}}(?:期|区|组|幢|栋|号楼)|.{{2,12}}(?:大厦|小区|花园|花苑|苑|公寓|广场|新村|大楼|村|社区|街道|镇))$"
)
"""Content of brackets that is part of the address: (一期), (理想国际大厦)."""
_GROUP = re.compile(rf"(?:[0-9]{{1,2}}|[{HAN}]{{1,3}})$")
"""Behind a village a bare number in brackets is that of its group: 五星村(3)12号."""
_NOT_NAMED = re.compile(r"^(?:原|现|旧|曾用|老|近|靠)")
_MASK = re.compile(
    rf"(?<=[0-9]{{3}})\*+(?=[ )]*$)|(?<![0-9])(?!.{{0,2}}[0-9]{{3}}\*+[ )]*$)[0-9A-Za-z{HAN}]{{0,6}}\*+"
    r"(?:[0-9*]+|室|号|幢|栋|单元|楼|层)*"
)
"""Stars that only end a text take nothing with them, nor do those behind a whole room (501**); 5**室 is masked."""
_SIDE = "(?:以|正|往|向|朝)?[东南西北]{1,2}(?:侧|边|面|角|向|首|方向|方)?"
_ENDINGS = {
    Part.REMARK: f"(?:具体|详细)?(?:地址|住址)?(?:不详|不明|未知)|(?<=[ 0-9A-Za-z室号幢栋座元楼层房户])(?:{NOTES})",
    Part.DISTANCE: rf"(?:{_SIDE})?(?:约|大约)?[0-9]{{1,5}}(?:多|余|来)?(?:米|公里|m|M|km)(?:处|左右|远)?",
    Part.INTERSECTION: (
        "交叉(?:路口|口|处)|交汇(?:处|口)|交界(?:处|口)|(?:十字|丁字|三岔)路口"
        "|(?<=[路街道])路口|(?<=[^ 与和及、][^ 与和及、][弄巷])路口|(?<=[路街道弄巷])口"
    ),
    Part.NEAR: (
        "[正斜]?对面|对过|旁边?|附近|隔壁|边上|周边|周围|一带|沿线|[前后侧]面|[前后]方|前侧|后侧|拐角处?|转角处?"
        "|[东南西北]{1,2}角|(?:公交车?|地铁)站|以[东南西北]{1,2}|[东南西北]{1,2}[侧边面]|(?<=[路街河])边|(?<=[路街道])(?:路?段|[东南西北中]段|延(?:伸段|长[线段]))|(?<=[米处])路[东南西北]侧?"
    ),
    Part.AT: (
        "[东南西北正大侧后]{1,2}门[口前]?|(?<=村)村[口头]|门[口前]|(?<![号#])楼[上下]|(?<=[号#]楼)[上下]"
        "|大?院内|(?<![境海城关宇河])内|里面|[东南西北]首|[东南西北]户"
    ),
}
_ENDING = re.compile(rf"(?:{'|'.join(f'(?P<{part}>{words})' for part, words in _ENDINGS.items())})$")
_LAST = frozenset("线详明知头米里mM处右远口面过旁边近壁上围带线方侧角门站东南西北段前下内首户" + LAST_OF_NOTES)
"""Every character that an ending can end with."""
_ROOM = re.compile("[0-9号]房$")
"""No note ends so, and many texts do."""
_LONGEST = 16
_MARKS = frozenset("()*" + LOST)
"""Remarks, masks and what was lost have one of these."""


_IDLE = f" -、{LOST}"


class Surroundings(NamedTuple):
    """The text with everything around the address blanked out, at the same length, and what was there."""

    core: str
    parts: tuple[Read, ...]
    is_masked: bool


def is_no_address(clean: str) -> bool:
    """Whether the text is a word for nothing, a telephone number, or has no Chinese character at all."""
    if _HAN_CHARACTER.search(clean) is None:
        return True
    if len(clean) > _LONGEST_NOTHING:
        return False
    compact = clean.replace(BOUNDARY, "").strip(_OUTSIDE)
    return compact.upper() in NOTHING_WORDS or _NO_ADDRESS.fullmatch(compact) is not None


def is_surely_address(beginning: str) -> bool:
    """Whether `is_no_address` is false of every text that begins so: the beginning is clean and ends with a name."""
    characters = _HAN_CHARACTER.findall(beginning)
    if _NOTHING_CHARACTERS.issuperset(characters):
        return False
    compact = beginning.replace(BOUNDARY, "").lstrip(_OUTSIDE)
    return len(characters) > _MOST_BESIDE_TELEPHONE or _BEGINS_WITH_NAMES.match(compact) is not None


def is_bare_beginning(clean: str) -> bool:
    """Whether nothing stands around an address that begins so, as far as its beginning shows."""
    return clean[:1] not in _LEADS and _MARKS.isdisjoint(clean)


def is_bare_end(clean: str) -> bool:
    """Whether nothing stands around an address that ends so, as far as its end shows."""
    return (clean[-1:] not in _LAST or _ROOM.search(clean) is not None) and _MARKS.isdisjoint(clean)


def strip_surroundings(clean: str) -> Surroundings:
    parts: list[Read] = []
    core = clean
    if core[:1] in _LEADS:
        core = _LEAD.sub(lambda match: _remark(match, parts), core, count=1) if _LEAD.match(core) else core
    if "(" in core or ")" in core:
        core = _BRACKETS.sub(lambda match: _bracket(match, parts), core)
    masked = "*" in core
    if masked:
        core = _MASK.sub(lambda match: _remark(match, parts), core)
    return Surroundings(_strip_end(core, parts), tuple(parts), masked)


def _bracket(match: re.Match[str], parts: list[Read]) -> str:
    content = match[0].strip("()")
    if _GROUP.match(content) and match.string[: match.start()].endswith("村"):
        return f"{content}组".ljust(len(match[0]), BOUNDARY)
    if content and _NAMED.match(content) and not _NOT_NAMED.match(content):
        return match[0].replace("(", BOUNDARY).replace(")", BOUNDARY)
    return _remark(match, parts)


def _remark(match: re.Match[str], parts: list[Read]) -> str:
    if content := match[0].strip("()"):
        parts.append(Read(Part.REMARK, content, *match.span()))
    return BOUNDARY * len(match[0])


def _strip_end(core: str, parts: list[Read]) -> str:
    """Takes '交叉口东50米', '旁', '对面' off the end, one after the other."""
    length = len(core)
    end = len(core.rstrip(_IDLE))
    while end and core[end - 1] in _LAST and (match := _ENDING.search(core, max(0, end - _LONGEST), end)) is not None:
        parts.append(Read(Part(match.lastgroup or ""), match[0], *match.span()))
        end = len(core[: match.start()].rstrip(_IDLE))
    return core[:end].ljust(length, BOUNDARY) if end < length else core
