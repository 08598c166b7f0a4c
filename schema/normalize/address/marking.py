"""Where people who label addresses cut a name that the reading keeps whole: 余杭瓶窑|新窑路, 翡翠城|竹苑.

A reading must not guess, since records are joined by it; a label may follow what most people would mark.
"""

import re
from functools import cache
from typing import NamedTuple

from schema.normalize.address.codes import area_codes
from schema.normalize.address.components import Part
from schema.normalize.address.divisions import ShortDivision, short_division
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
_TWO_NAMES = 4
_PLACE_BEFORE_ROAD = re.compile(
    ".{2,6}?(?:新区|新城|开发区|工业区|产业园|科技园|工业园|经济园|园区|商务区|经济区|集聚区|功能区|农发区|区块|科技城|市场|模具城|塑料城|小区|花园|花苑|家园"
    "|广场|大厦|村)(?=.{2,}$)"
)
_CENTRE = re.compile(f"[^ 0-9]{{0,3}}集镇(?=[^ ]{{2,}}{_ROAD_WORD}$)")
"""The built-up part of a town: 永越集镇|永越大道."""
_NEW_TOWN = re.compile(f"[^ 0-9]{{2,3}}(?:新城|新区|副城)(?=[^ 0-9]{{2,}}{_ROAD_WORD}$)")
_NEW_AREA = re.compile("(?:[^ 0-9]{2,3}新区|港区)(?=[^ 0-9]{2,}(?:街道|镇|乡))")
_LONG_ROAD = re.compile(
    "(?P<place>[^ 0-9]{3,5})(?!公园|广场|商业|车站|学院|大学|村|.公路|公路|区)[^ 0-9号][^ 0-9号大]"
    "[东南西北中]?[一二三四五六七八九十]?(?:路|街|巷|弄)$"
)
"""Roads have names of two or three characters, rarely more: what stands in front is another place (沈家门|泗湾路)."""
_LONG_TURN = re.compile("(?P<place>[^ 0-9]{3})[^ 0-9号区][^ 0-9号区城园场站][东南西北中]路$")
"""沈家门|东海中路."""
_SQUARE = re.compile("[^ 0-9]{2,4}[城场园](?=[东南西北][^ 0-9号]{2}路$)")
"""丝绸城|西健康路."""
_NAMESAKE = re.compile("(?P<first>[^ 0-9号]).(?=(?P=first)[东南西北中](?:路|街)$)")
"""师桥|师东路: the road has its name from the place."""
_SIDE_ROAD = re.compile(
    "(?<![区市县])[^ 0-9号]{2}(?=[^ 0-9号山塘桥河港湖场站寺门园湾庙村镇城江溪海洲州岛业][东南西北中]路$)"
)
"""坎门|鹰东路, behind a district that goes without its word too."""
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
_STOREY = re.compile(
    "(?P<subpoi>[0-9]{1,2}号门)?(?P<floorno>(?:[0-9]{1,2}|[一二三四五六七八九])[楼层])(?P<road>[0-9]{1,3}街)$"
)
"""3楼|69街: the streets within a market."""
_TOWN_AND_STREET = re.compile("[^ 0-9]{2}(?=[^ 0-9]{2}街道$)")
"""临平|南苑街道: streets have names of two or three characters."""
_TOWN_BEHIND = re.compile("(?!新区|新城)[^ 0-9]{2,4}(?:街道|镇|乡)$")
_COMMUNITY = re.compile("(?P<town>[^ 0-9]{2,3}(?<![小古])[镇乡])?(?P<village>[^ 0-9]{2,}(?:村|社区))$")
_VILLAGE = re.compile("(?!新村$|中心村$)[^ ]{2}")
_SHORT_TOWN_VILLAGE = re.compile("[^ 0-9]{2}(?=[^ 0-9]{2,3}村$)")
"""Villages have names of two or three characters: behind a district 汀田|大典下村."""
_ZONE = re.compile(
    "工业(?:[A-Z一二三]|小)区$|(?:开发|高新|功能|示范|保税|工业|集聚|集中|商务|农发|经济|产业园|工业园|物流园|科技园|度假|新)区$|区块$|(?:工业|物流)(?:城|园)$"
)
"""阿里巴巴西溪园区 is a firm's own place and no zone."""
_CAMPUS_ZONE = re.compile(
    "(?:科技|科创|创业|创新|创意|软件|孵化|智慧|众创|文创|产业|电商|经济)(?:城|园|园区)$|(?:制造业|产业)基地$|塑料城$|新城$"
)
"""A zone where it is named before the road; elsewhere a complex of buildings like any other."""
_BODY = re.compile(
    "大学|学院|[中小]学|医院|公司|厂$|银行|集团|中心|委员会|[局所院会社馆]$|大厦|大楼|酒店|宾馆|饭店|市场|[东南西北]站"
    "|汽车城|商城|机场|政府"
)
"""What bears a city's name in its own: 杭州大厦."""
_TOWN_SUFFIX = re.compile("(?:街道|镇|乡)$")
DIVISION_LABELS = {Part.PROVINCE: "prov", Part.CITY: "city", Part.DISTRICT: "district"}


class Label(NamedTuple):
    """`text[start:end]` is what the label names."""

    label: str
    start: int
    end: int


class Before(NamedTuple):
    """What is marked already in front of a name."""

    division: bool
    district: bool
    town: bool
    road: bool
    number: bool
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
    if text.startswith("市区", start - 1) and _ROAD.match(text[start + 1 : end]):
        start += 1  # 温州市|区|人民路: not the district of any name
    if (storey := _STOREY.match(text, start, end)) is not None:
        return [Label(group, *storey.span(group)) for group, written in storey.groupdict().items() if written]
    if not before.division and _NEW_TOWN.match(text, start, end) is None:
        start = _cut_division(text, start, end, found)
    if (new := _NEW_TOWN.match(text, start, end)) is not None:
        return [*found, Label("devzone", *new.span()), Label("road", new.end(), end)]
    if not before.town or _is_said_again(text, start, end):
        start = _cut_town(text, start, end, found)
    return _cut_in_front(text, start, end, before, found)


def _is_said_again(text: str, start: int, end: int) -> bool:
    """泗门镇|泗门镇|镇北路."""
    town = _TOWN_IN_ROAD.match(text, start, end)
    return town is not None and text.endswith(town[0], 0, start)


def _cut_in_front(text: str, start: int, end: int, before: Before, found: list[Label]) -> list[Label]:
    """A zone, a compound or a place without a word of its own before the road's name."""
    if (centre := _CENTRE.match(text, start, end)) is not None:
        found.append(Label("community", *centre.span()))
        start = centre.end()
    place = _PLACE_BEFORE_ROAD.match(text, start, end)
    if place is not None and _ROAD.match(text[place.end() : end]):
        found.append(Label("devzone" if is_zone(place[0]) else "poi", *place.span()))
        start = place.end()
    elif common := _common_road(text, start, end):
        found.append(Label("town", start, common))
        start = common
    elif (place := _place_in_front(text, start, end, before)) is not None:
        found.append(Label("community" if before.town else "town", *place.span()))
        start = place.end()
    elif (place := _SQUARE.match(text, start, end)) is not None:
        found.append(Label("poi", *place.span()))
        start = place.end()
    elif (place := _LONG_TURN.match(text, start, end) or _LONG_ROAD.match(text, start, end)) is not None:
        found.extend(_long_in_front(place["place"], start, before))
        start = place.end("place")
    return [*found, Label("road", start, end)]


def _place_in_front(text: str, start: int, end: int, before: Before) -> re.Match[str] | None:
    """The place of two characters that a road's name stands behind."""
    place = _PLACE_ROAD.match(text, start, end) or _THREE.match(text, start, end) or _NAMESAKE.match(text, start, end)
    return place or (None if before.town else _SIDE_ROAD.match(text, start, end))


def _long_in_front(place: str, start: int, before: Before) -> list[Label]:
    """Four characters are a town and a place in it: 小港|红联|渡口路."""
    label, end = _in_front(place, before), start + len(place)
    if label != "town" or len(place) != _TWO_NAMES or place[-1] in "镇乡":
        return [Label(label, start, end)]
    return [Label("town", start, start + SHORTEST), Label("community", start + SHORTEST, end)]


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
    found.append(Label(DIVISION_LABELS[division.part], start, division.end))
    return division.end


def _cut_town(text: str, start: int, end: int, found: list[Label]) -> int:
    if (town := _TOWN_IN_ROAD.match(text, start, end)) is not None:
        found.append(Label("town", *town.span()))
        return town.end()
    size = town_at(text, start)
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
    division = None if before.district else short_division(text, start)
    if division is not None and _is_above_town(text, division, end, before):
        found.append(Label(DIVISION_LABELS[division.part], start, division.end))
        start = division.end
    if (area := _NEW_AREA.match(text, start, end)) is not None:
        found.append(Label("devzone", *area.span()))
        start = area.end()
    elif (town := _TOWN_AND_STREET.match(text, start, end)) is not None:
        found.append(Label("town", *town.span()))
        start = town.end()
    return [*found, Label("town", start, end)]


def _is_above_town(text: str, division: ShortDivision, end: int, before: Before) -> bool:
    if not before.division and _NEW_AREA.match(text, division.end, end) is not None:
        return True
    return division.part is Part.DISTRICT and _TOWN_BEHIND.match(text, division.end, end) is not None


def cut_community(text: str, start: int, end: int, before: Before) -> list[Label]:
    """The labels of `text[start:end]`, a village's name and what is written in front of it: 乐清|翁垟|地团村."""
    found: list[Label] = []
    division = None if before.division else short_division(text, start)
    if division is not None and _VILLAGE.match(text, division.end, end):
        found.append(Label(DIVISION_LABELS[division.part], start, division.end))
        start = division.end
    if (inside := _COMMUNITY.match(text, start, end)) is not None and inside["town"]:
        found.append(Label("town", start, inside.end("town")))
        start = inside.end("town")
    elif not before.town and (size := town_at(text, start)) and end - start - size > _SHORTEST_VILLAGE:
        found.append(Label("town", start, start + size))
        start += size
    elif not before.town and (before.district or found) and (town := _SHORT_TOWN_VILLAGE.match(text, start, end)):
        found.append(Label("town", *town.span()))
        start = town.end()
    return [*found, Label("community", start, end)]


def town_at(text: str, start: int) -> int:
    """The length of a town's name without suffix that stands there, 0 for none."""
    return max((len(stem) for stem in _towns() if text.startswith(stem, start)), default=0)


@cache
def _towns() -> frozenset[str]:
    """Towns of the hub's own list without their suffix."""
    stems = {_TOWN_SUFFIX.sub("", area.street) for area in area_codes() if not area.community}
    return frozenset(stem for stem in stems if len(stem) >= SHORTEST)
