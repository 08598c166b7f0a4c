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
_ROAD = re.compile(rf"(?=.{{3}})(?!{_TURN}$).+{_ROAD_WORD}$")
"""A road with a name of its own: 新窑路, but neither 塘路 nor 南路."""
_COMMON_ROAD = re.compile(
    f"(?:人民|解放|中山|建设|新华|文化|胜利|和平|工业|迎宾|振兴|兴业|光明|团结|幸福|朝阳|站前|环城|府前|市府){_TURN}$"
)
"""What roads are called everywhere: the name before one is a town's (宜山|人民路)."""
_SHORT_TOWN = (2, 3)
_PLACE_BEFORE_ROAD = re.compile(
    ".{2,6}?(?:新区|新城|开发区|工业区|园区|市场|模具城|小区|花园|花苑|家园|广场|大厦|村)(?=.{2,}$)"
)
_LONG_ROAD = re.compile(
    "(?P<place>[^ 0-9]{3,5})(?!公园|广场|商业|车站|学院|大学|村)[^ 0-9号]{2}"
    "[东南西北中]?[一二三四五六七八九十]?(?:路|街|巷|弄)$"
)
"""Roads have names of two or three characters, rarely more: what stands in front is another place (沈家门|泗湾路)."""
_ZONE = re.compile(
    "(?:开发|高新|功能|示范|保税|工业|新)区$|(?:制造业|产业)基地$|(?:科技|经济)区块$"
    "|(?:工业|产业|物流|电商)(?:城|园|园区|功能区)$"
)
"""阿里巴巴西溪园区 is a firm's own place and no zone."""
_CAMPUS_ZONE = re.compile("(?:科技|科创|创业|创新|创意|软件|孵化|智慧|众创|文创)(?:城|园|园区)$")
"""A zone where it is named before the road; behind one a complex of buildings like any other."""
_WHOLE = "花园|小区|家园|花苑|公寓|广场|新村|大厦"
_ESTATE = re.compile(
    f"(?P<whole>.+?(?:{_WHOLE}|[^ ]城|度假村|文化村|小镇))"
    f"(?!{_WHOLE}|市场|酒店|中心|[东南西北]?[门口])"
    "(?:.{1,4}(?:苑|园|庭|轩|阁|居|湾|里|坊|府|郡|邸|院|楼|村|广场|商城)|[^ ]{4})$"
)
"""A compound and a named part of it."""
_HOME = re.compile("..+(?:苑|小区|花园|花苑|家园|新村|公寓|工业区|[一二三四五六七八九十]村)$")
_BODY = re.compile(
    "大学|学院|[中小]学|医院|公司|厂$|银行|集团|中心|委员会|[局所院会社]$|大厦|大楼|酒店|宾馆|饭店|市场|[东南西北]站"
    "|汽车城|商城"
)
"""What bears a city's name in its own: 杭州大厦."""
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


def is_zone(name: str, *, behind_road: bool = False) -> bool:
    """Whether a name is that of a zone or an industrial park."""
    return _ZONE.search(name) is not None or (not behind_road and _CAMPUS_ZONE.search(name) is not None)


def is_body(name: str) -> bool:
    """Whether a name is that of an institution, a firm or a house, which bear a city's or district's name in theirs."""
    return _BODY.search(name) is not None


def cut_road(text: str, start: int, end: int, before: Before) -> list[Label]:
    """The labels of `text[start:end]`, the name of a road and of what is written in front of it without a suffix."""
    found: list[Label] = []
    if not before.division:
        start = _cut_division(text, start, end, found)
    if not before.town:
        start = _cut_town(text, start, end, found)
    place = _PLACE_BEFORE_ROAD.match(text, start, end)
    if place is not None and _ROAD.match(text[place.end() : end]):
        found.append(Label("devzone" if is_zone(place[0]) else "poi", *place.span()))
        start = place.end()
    elif (place := _LONG_ROAD.match(text, start, end)) is not None:
        is_town = not before.town and place["place"][-1] not in "城场园站院"
        found.append(Label("town" if is_town else "poi", start, place.end("place")))
        start = place.end("place")
    return [*found, Label("road", start, end)]


def _cut_division(text: str, start: int, end: int, found: list[Label]) -> int:
    """A division's short name before a road that has a name without it: 拱墅|北沙西路."""
    division = short_division(text, start)
    if division is None or not _ROAD.match(text[division.end : end]):
        return start
    found.append(Label(_DIVISION_LABELS[division.part], start, division.end))
    return division.end


def _cut_town(text: str, start: int, end: int, found: list[Label]) -> int:
    size = _town_at(text, start)
    if not size and (common := _COMMON_ROAD.search(text, start, end)) and common.start() - start in _SHORT_TOWN:
        size = common.start() - start
    if not size or not _ROAD.match(text[start + size : end]):
        return start
    found.append(Label("town", start, start + size))
    return start + size


def cut_place(text: str, start: int, end: int, before: Before) -> list[Label]:
    """The labels of `text[start:end]`, the name of a compound, a firm or a zone."""
    found: list[Label] = []
    if not before.division and not _BODY.search(text, start, end):
        start = _cut_city(text, start, end, found)
    size = 0 if before.town else _town_at(text, start)
    if size and _HOME.match(text[start + size : end]):
        found.append(Label("town", start, start + size))
        start += size
    if is_zone(text[start:end], behind_road=before.road):
        return [*found, Label("devzone", start, end)]
    estate = _ESTATE.match(text, start, end)
    if estate is None or len(estate["whole"]) <= SHORTEST:
        return [*found, Label("poi", start, end)]
    middle = estate.end("whole")
    return [*found, Label("poi", start, middle), Label("subpoi", middle, end)]


def _cut_city(text: str, start: int, end: int, found: list[Label]) -> int:
    """A city's short name before a place: 杭州|五洲国际."""
    division = short_division(text, start)
    if division is None or division.part is not Part.CITY or not division.name.endswith("市") or end - division.end < 3:
        return start
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
