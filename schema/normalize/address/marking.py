"""Where people who label addresses cut a name that the reading keeps whole: 余杭瓶窑|新窑路, 翡翠城|竹苑.

A reading must not guess, since records are joined by it; a label may follow what most people would mark.
"""

import re
from functools import cache
from typing import NamedTuple

from schema.normalize.address.codes import area_codes
from schema.normalize.address.components import Part
from schema.normalize.address.divisions import short_division
from schema.normalize.name_index import SHORTEST

_ROAD_WORD = "(?:路|街|大道|弄|巷)"
_TURN = f"[东南西北中]?[一二三四五六七八九十]?{_ROAD_WORD}"
_ROAD = re.compile(rf"(?=.{{3}})(?!{_TURN}$).+{_ROAD_WORD}$|[A-Z]?[0-9]{{2,3}}[国省县]道$")
"""A road with a name of its own: 新窑路, but neither 塘路 nor 南路."""
_COMMON_ROAD = re.compile(
    f"(?:人民|解放|中山|建设|新华|文化|胜利|和平|工业|迎宾|振兴|兴业|光明|团结|幸福|朝阳|站前|环城|府前|市府|公园|学院|车站|机场|市场|体育场|火车站|育才|交通){_TURN}$"
)
"""What roads are called everywhere: the name before one is a town's (宜山|人民路)."""
_SHORT_TOWN = (2, 3)
_SHORTEST_VILLAGE = 2
_PLACE_BEFORE_ROAD = re.compile(
    ".{2,6}?(?:新区|新城|开发区|工业区|产业园|科技园|工业园|经济园|园区|经济区|集聚区|功能区|农发区|区块|科技城|市场|模具城|塑料城|小区|花园|花苑|家园"
    "|广场|大厦|村)(?=.{2,}$)"
)
_NEW_TOWN = re.compile(f"[^ 0-9]{{2,3}}(?:新城|新区)(?=[^ 0-9]{{2,}}{_ROAD_WORD}$)")
_NEW_AREA = re.compile("[^ 0-9]{2,3}新区(?=[^ 0-9]{2,}(?:街道|镇|乡))")
_LONG_ROAD = re.compile(
    "(?P<place>[^ 0-9]{3,5})(?!公园|广场|商业|车站|学院|大学|村|.公路|公路|区)[^ 0-9号][^ 0-9号大]"
    "[东南西北中]?[一二三四五六七八九十]?(?:路|街|巷|弄)$"
)
"""Roads have names of two or three characters, rarely more: what stands in front is another place (沈家门|泗湾路)."""
_TOWN_IN_ROAD = re.compile("[^ 0-9]{2,3}[镇乡](?=[^ 0-9]{1,4}(?:路|街|弄|巷|大道)$)(?!.路)")
"""枫桥镇|后街, where a road of that name (镇西街) would need another town before it."""
_NUMERALS = "0-9一二三四五六七八九十"
_NO_NAME = _NUMERALS + "号区场站校院村速架公铁"
_PLACE_ROAD = re.compile(
    f"[^ 0-9号]{{2}}(?:(?<![{_NUMERALS}])(?=[{_NUMERALS}]{{1,3}}号(?:大街|路)$)"
    "|(?<!工业|科技|经济|体育|文化|国际|商业|世纪|行政|教育|火车|汽车|高速|高铁|环城|沿江|江滨|环镇|人民)"
    f"(?!公园|花园|校园|新村)(?=[^ {_NO_NAME}环][^ {_NO_NAME}支横直后大东南西北中]"
    f"[东南西北中]?[一二三四五六七八九十]?(?:路|街|巷|弄)$))"
)
"""下沙|文泽路, 下沙|四号大街: four characters are more than a road's name has."""
_THREE = re.compile("[^ 0-9号]{2}(?=[^ 0-9号门里镇桥埠头湖][^ 0-9号][山塘桥河港墩浜][东南西北中]?路$)")
"""勾庄|莫干山路: three characters of a road's name end with a word for the land."""
_SHORT_TOWN_ROAD = re.compile(f"[^ 0-9]{{2}}(?=[^ 0-9]{{2}}{_TURN}$)")
"""Behind a district's short name: 义乌|后宅|遗安路."""
_COMMUNITY = re.compile("(?P<town>[^ 0-9]{2,3}(?<![小古])[镇乡])?(?P<village>[^ 0-9]{2,}(?:村|社区))$")
_SHORT_TOWN_VILLAGE = re.compile("[^ 0-9]{2}(?=[^ 0-9]{2,3}村$)")
_ZONE = re.compile(
    "工业[A-Z一二三]区$|(?:开发|高新|功能|示范|保税|工业|集聚|农发|经济|产业园|工业园|物流园|科技园|度假|新)区$|区块$|(?:工业|物流)(?:城|园)$"
)
"""阿里巴巴西溪园区 is a firm's own place and no zone."""
_SHORT_PARK = re.compile("[^ ]{2}园区")
_CAMPUS_ZONE = re.compile(
    "(?:科技|科创|创业|创新|创意|软件|孵化|智慧|众创|文创|产业|电商|经济)(?:城|园|园区)$|(?:制造业|产业)基地$|塑料城$|新城$"
)
"""A zone where it is named before the road; elsewhere a complex of buildings like any other."""
_WHOLE = "花园|小区|家园|花苑|公寓|广场|新村|大厦"
_ESTATE = re.compile(
    f"(?P<whole>.+?(?:{_WHOLE}|[^ ]城(?!市|[^ ]{{1,4}}市场)|度假村|文化村|小镇))"
    f"(?!{_WHOLE}|市场|酒店|中心|[东南西北]?[门口])"
    "(?:.{1,4}(?:苑|园|庭|轩|阁|居|湾|里|坊|府|郡|邸|院|楼|村|广场|商城)|[^ ]{4})$"
)
"""A compound and a named part of it."""
_PARK = "创意|创新|智慧|孵化|文创|众创|生态|森林|主题|科技|商务|电子|产业|软件|创业|工业|物流|电商|博览|动物|植物"
_LONG_ESTATE = re.compile(
    "(?P<whole>[^ 0-9A-Z]{4,}|[^ ]{2}[源园苑城湾庭府邸])"
    f"(?:(?!{_PARK})[^ 花家山校院公新]{{2}}[苑园轩阁居坊郡庭]|[^ ]{{2}}里)$"
)
"""Names of compounds are seldom so long: the last three characters are a part (绿城诚园|守敬苑)."""
_PLACE_IN_PLACE = re.compile(
    "(?P<whole>[^ ]{2,}?(?:[东南西北火汽客]?车?站|机场|古镇|湿地(?:公园)?|景区|公园|大学|[师浙]大|学院|校区|天街"
    "|医院|保健院|卫生院))"
    "(?:[东南西北正侧]{1,2}(?:广场|入口|出口|出入口|进站口|出站口|门|区)"
    "|[0-9A-Z一二三四五]{1,2}号?(?:出入口|出口|入口|口|门|航站楼|广场|停车场)|[进出]站口|停车场|地下车库|[^ ]{2,4}入口"
    "|(?:住院|门诊|急诊|医技|综合|行政|教学|图书|学生|实验)(?:部|大?楼|公寓|馆)"
    f"|(?!{_PARK})[^ ]{{1,2}}[桥馆园]|[^ ]{{2}}苑)$"
)
"""A part of a large place: 杭州东站|西广场, 塘栖古镇|东入口."""
_BESIDE = re.compile("([^ ]{2,}?)(旁边|斜?对面|附近|隔壁|楼下|后面|门口)([^ ]{2,})")
_FIRM = re.compile("公司|厂$|集团|超市|[店行局所部]$")
_GENERIC_ZONE = re.compile("(?:国家级?)?(?:经济|高新|开发区|保税)")
_DOUBLED = re.compile(r"(?P<village>[^ 0-9]{2,3})(?=(?P=village))")
_HOME = re.compile("..+(?:苑|小区|花园|花苑|家园|新村|公寓|工业区|[一二三四五六七八九十]村)$")
_BODY = re.compile(
    "大学|学院|[中小]学|医院|公司|厂$|银行|集团|中心|委员会|[局所院会社馆]$|大厦|大楼|酒店|宾馆|饭店|市场|[东南西北]站"
    "|汽车城|商城|机场|政府"
)
"""What bears a city's name in its own: 杭州大厦."""
_OLD_TOWN = re.compile("[^ 0-9]{2,3}(?<![小古集市])[镇乡]")
_TOWN_SUFFIX = re.compile("(?:街道|镇|乡)$")
_DIVISION_LABELS = {Part.PROVINCE: "prov", Part.CITY: "city", Part.DISTRICT: "district"}


class Label(NamedTuple):
    """`text[start:end]` is what the label names."""

    label: str
    start: int
    end: int


class Before(NamedTuple):
    """What is marked already in front of a name."""

    division: bool
    town: bool
    road: bool
    place: bool


def is_zone(name: str, *, behind_road: bool = False) -> bool:
    """Whether a name is that of a zone or an industrial park."""
    return _ZONE.search(name) is not None or (not behind_road and _CAMPUS_ZONE.search(name) is not None)


def is_body(name: str) -> bool:
    """Whether a name is that of an institution, a firm or a house, which bear a city's or district's name in theirs."""
    return _BODY.search(name) is not None


def cut_road(text: str, start: int, end: int, before: Before) -> list[Label]:
    """The labels of `text[start:end]`, the name of a road and of what is written in front of it without a suffix."""
    found: list[Label] = []
    if not before.division and _NEW_TOWN.match(text, start, end) is None:
        start = _cut_division(text, start, end, found)
    if (new := _NEW_TOWN.match(text, start, end)) is not None:
        return [*found, Label("devzone", *new.span()), Label("road", new.end(), end)]
    if not before.town:
        start = _cut_town(text, start, end, found)
    return _cut_in_front(text, start, end, before, found)


def _cut_in_front(text: str, start: int, end: int, before: Before, found: list[Label]) -> list[Label]:
    """A zone, a compound or a place without a word of its own before the road's name."""
    place = _PLACE_BEFORE_ROAD.match(text, start, end)
    if place is not None and _ROAD.match(text[place.end() : end]):
        found.append(Label("devzone" if is_zone(place[0]) else "poi", *place.span()))
        start = place.end()
    elif common := _common_road(text, start, end):
        found.append(Label("town", start, common))
        start = common
    elif (place := _PLACE_ROAD.match(text, start, end) or _THREE.match(text, start, end)) is not None:
        found.append(Label("community" if before.town else "town", *place.span()))
        start = place.end()
    elif (place := _LONG_ROAD.match(text, start, end)) is not None:
        found.append(Label(_in_front(place["place"], before), start, place.end("place")))
        start = place.end("place")
    return [*found, Label("road", start, end)]


def _in_front(place: str, before: Before) -> str:
    if is_zone(place):
        return "devzone"
    if place[-1] in "镇乡":
        return "town"
    return "poi" if before.town or place[-1] in "城场园站院" else "town"


def _cut_division(text: str, start: int, end: int, found: list[Label]) -> int:
    """A division's short name before a road that has a name without it: 拱墅|北沙西路."""
    division = short_division(text, start)
    if division is None or not _ROAD.match(text[division.end : end]):
        return start
    found.append(Label(_DIVISION_LABELS[division.part], start, division.end))
    return division.end


def _cut_town(text: str, start: int, end: int, found: list[Label]) -> int:
    if (town := _TOWN_IN_ROAD.match(text, start, end)) is not None:
        found.append(Label("town", *town.span()))
        return town.end()
    size = _town_at(text, start)
    if not size and found and (short := _SHORT_TOWN_ROAD.match(text, start, end)):
        size = short.end() - start
    if not size and (common := _common_road(text, start, end)):
        size = common - start
    if not size or not _ROAD.match(text[start + size : end]):
        return start
    found.append(Label("town", start, start + size))
    return start + size


def _common_road(text: str, start: int, end: int) -> int:
    """Where a road of everywhere begins behind a name as long as a town's; 0 where none does."""
    common = _COMMON_ROAD.search(text, start, end)
    return common.start() if common and common.start() - start in _SHORT_TOWN else 0


def cut_street(text: str, start: int, end: int, before: Before) -> list[Label]:
    """The labels of a town's name and of what is written in front of it: 钱塘新区|下沙街道."""
    found: list[Label] = []
    division = None if before.division else short_division(text, start)
    if division is not None and _NEW_AREA.match(text, division.end, end) is not None:
        found.append(Label(_DIVISION_LABELS[division.part], start, division.end))
        start = division.end
    if (area := _NEW_AREA.match(text, start, end)) is not None:
        found.append(Label("devzone", *area.span()))
        start = area.end()
    return [*found, Label("town", start, end)]


def cut_community(text: str, start: int, end: int, before: Before) -> list[Label]:
    """The labels of `text[start:end]`, a village's name and what is written in front of it: 乐清|翁垟|地团村."""
    found: list[Label] = []
    division = None if before.division else short_division(text, start)
    if division is not None and end - division.end > _SHORTEST_VILLAGE:
        found.append(Label(_DIVISION_LABELS[division.part], start, division.end))
        start = division.end
    if (inside := _COMMUNITY.match(text, start, end)) is not None and inside["town"]:
        found.append(Label("town", start, inside.end("town")))
        start = inside.end("town")
    elif not before.town and (size := _town_at(text, start)) and end - start - size > _SHORTEST_VILLAGE:
        found.append(Label("town", start, start + size))
        start += size
    elif found and (town := _SHORT_TOWN_VILLAGE.match(text, start, end)) is not None:
        found.append(Label("town", *town.span()))
        start = town.end()
    return [*found, Label("community", start, end)]


def cut_place(text: str, start: int, end: int, before: Before, *, is_last: bool = False) -> list[Label]:
    """The labels of `text[start:end]`, the name of a compound, a firm or a zone; `is_last`: no road follows."""
    found: list[Label] = []
    if not before.division and not _BODY.search(text, start, end):
        start = _cut_city(text, start, end, found)
    if _OLD_TOWN.fullmatch(text, start, end):
        return [*found, Label("town", start, end)]
    size = 0 if before.town else _town_at(text, start)
    if size and _HOME.match(text[start + size : end]):
        found.append(Label("town", start, start + size))
        start += size
    if is_zone(text[start:end], behind_road=before.road or is_last) or (
        not before.place and _SHORT_PARK.fullmatch(text, start, end)
    ):
        if (village := _DOUBLED.match(text, start, end)) is not None:
            found.append(Label("community", *village.span()))
            start = village.end()
        return [*found, Label("devzone", start, end)]
    if (beside := _BESIDE.fullmatch(text, start, end)) is not None:
        return [*found, Label("poi", *beside.span(1)), Label("assist", *beside.span(2)), Label("poi", *beside.span(3))]
    estate = _estate(text, start, end)
    if estate is None or len(estate["whole"]) <= SHORTEST:
        return [*found, Label("poi", start, end)]
    middle = estate.end("whole")
    return [*found, Label("poi", start, middle), Label("subpoi", middle, end)]


def _estate(text: str, start: int, end: int) -> re.Match[str] | None:
    place = _PLACE_IN_PLACE.match(text, start, end)
    if place is not None or _FIRM.search(text, start, end):
        return place
    return _ESTATE.match(text, start, end) or _LONG_ESTATE.match(text, start, end)


def _cut_city(text: str, start: int, end: int, found: list[Label]) -> int:
    """A city's short name before a place: 杭州|五洲国际."""
    division = short_division(text, start)
    if division is None or division.part is not Part.CITY or not division.name.endswith("市") or end - division.end < 3:
        return start
    if _GENERIC_ZONE.match(text, division.end, end):
        return start  # 杭州|经济技术开发区 is one zone
    found.append(Label("city", start, division.end))
    return division.end


def _town_at(text: str, start: int) -> int:
    """The length of a town's name without suffix that stands there, 0 for none."""
    return max((len(stem) for stem in _towns() if text.startswith(stem, start)), default=0)


@cache
def _towns() -> frozenset[str]:
    """Towns of the hub's own list without their suffix."""
    stems = {_TOWN_SUFFIX.sub("", area.street) for area in area_codes() if not area.community}
    return frozenset(stem for stem in stems if len(stem) >= SHORTEST)
