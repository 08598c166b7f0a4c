"""Where people cut the name of a compound, a firm or a zone: 义乌|后宅|遗安二区, 三里亭|三里亭苑, 横溪水库|边."""

import re

from schema.normalize.address.components import Part
from schema.normalize.address.divisions import short_division
from schema.normalize.address.estates import edge_of_place, part_of_place
from schema.normalize.address.marking import Before, Label, is_body, is_zone, town_at
from schema.normalize.name_index import SHORTEST

_SEAT = re.compile("[^ 0-9]{2}(?=[^ 0-9]{2}(?:[一二三四五六七八九]区|新村|工业(?:园区?|小?区))(?!路|街|社区|小区))")
"""Behind a district: 江东|端头新村, 柳市|新光工业区."""
_OWN_ZONE = re.compile(
    "(?!经济|高新|国家|科技|特色|综合|出口|民营|生态|现代|电子|开发)[^ 0-9]{2,3}工业(?:园区?|小?区)$"
)
_BLOCKS = re.compile("[^ 0-9]{2,3}(?:[一二三四五六七八九]区|小区|新村)(?!路|街|社区)")
_SHORT_PARK = re.compile("[^ ]{2}园区")
_BESIDE = re.compile("([^ ]{2,}?)(旁边|斜?对面|附近|隔壁|楼下|后面|门口)([^ ]{2,})")
_GENERIC_ZONE = re.compile("(?:国家级?)?(?:经济|高新|开发区|保税)")
_DOUBLED = re.compile(r"(?P<village>[^ 0-9]{2,3})[埠村岙坞浜埭]?(?=(?P=village)[^ ]+$)")
_VILLAGE_ZONE = re.compile("[^ 0-9]{2,4}村(?=工业(?:小?区|园区?)$)")
_TOWN_ZONE = re.compile("[^ 0-9]{2,3}(?<![小古集])[镇乡](?=.{3})")
_HOME = re.compile("..+(?:苑|小区|花园|花苑|家园|新村|公寓|工业区|[一二三四五六七八九十]村)$")
_OLD_TOWN = re.compile("[^ 0-9]{2,3}(?<![小古集市])[镇乡]")


def cut_place(text: str, start: int, end: int, before: Before, *, is_last: bool = False) -> list[Label]:
    """The labels of `text[start:end]`, the name of a compound, a firm or a zone; `is_last`: no road follows."""
    found: list[Label] = []
    if not before.division and not is_body(text[start:end]):
        start = _cut_city(text, start, end, found)
    if not before.town:
        start = _cut_seat(text, start, end, before, found)
    if (edge := edge_of_place(text, start, end)) < end:
        return [*found, *cut_place(text, start, edge, before, is_last=is_last), Label("assist", edge, end)]
    if _OLD_TOWN.fullmatch(text, start, end):
        return [*found, Label("town", start, end)]
    start = _cut_village(text, start, end, before, found)
    if not before.number and _is_zone(text, start, end, before, is_last=is_last):
        return [*found, Label("devzone", start, end)]
    return [*found, *_parts(text, start, end)]


def _parts(text: str, start: int, end: int) -> list[Label]:
    """A place and what is beside or within it."""
    if (beside := _BESIDE.fullmatch(text, start, end)) is not None:
        return [Label("poi", *beside.span(1)), Label("assist", *beside.span(2)), Label("poi", *beside.span(3))]
    estate = part_of_place(text, start, end)
    if estate is None or len(estate["whole"]) <= SHORTEST:
        return [Label("poi", start, end)]
    middle = estate.end("whole")
    return [Label("poi", start, middle), Label("subpoi", middle, end)]


def _cut_village(text: str, start: int, end: int, before: Before, found: list[Label]) -> int:
    """A town without a word of its own, or a place whose name begins the next one again: 三里亭|三里亭苑."""
    size = 0 if before.town else town_at(text, start)
    if size and _HOME.match(text[start + size : end]):
        found.append(Label("town", start, start + size))
        start += size
    label = "community" if before.town else "town"
    place = _DOUBLED.match(text, start, end)
    if place is None and (place := _VILLAGE_ZONE.match(text, start, end)) is not None:
        label = "community"
    if place is None and not before.town and is_zone(text[start:end]):
        place = _TOWN_ZONE.match(text, start, end)
    if place is None:
        return start
    found.append(Label(label, *place.span()))
    return place.end()


def _is_zone(text: str, start: int, end: int, before: Before, *, is_last: bool) -> bool:
    if is_zone(text[start:end], behind_road=before.road or is_last):
        return True
    return not before.place and _SHORT_PARK.fullmatch(text, start, end) is not None


def _cut_seat(text: str, start: int, end: int, before: Before, found: list[Label]) -> int:
    """A town without a word of its own between a district and blocks named as villages are: 义乌|后宅|遗安二区."""
    division = None if before.district else short_division(text, start)
    behind = start if division is None else division.end
    if not (before.district or (division and division.part is Part.DISTRICT)):
        return start
    if (town := _SEAT.match(text, behind)) is None or town.end() >= end:
        return _cut_district(text, start, behind, end, found)
    if division is not None:
        found.append(Label("district", start, behind))
    found.append(Label("town", *town.span()))
    return town.end()


def _cut_district(text: str, start: int, behind: int, end: int, found: list[Label]) -> int:
    """A district's short name before a zone or blocks that have a name of their own: 桐庐|分水工业园, 义乌|宗塘二区."""
    if behind == start or not (_OWN_ZONE.match(text, behind, end) or _BLOCKS.match(text, behind)):
        return start
    found.append(Label("district", start, behind))
    return behind


def _cut_city(text: str, start: int, end: int, found: list[Label]) -> int:
    """A city's short name before a place: 杭州|五洲国际."""
    division = short_division(text, start)
    if division is None or division.part is not Part.CITY or not division.name.endswith("市") or end - division.end < 3:
        return start
    if _GENERIC_ZONE.match(text, division.end, end):
        return start  # 杭州|经济技术开发区 is one zone
    found.append(Label("city", start, division.end))
    return division.end
