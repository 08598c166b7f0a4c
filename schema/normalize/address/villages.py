"""Names without a word that tells what they are, as people label them: 溪口村|毛竹坞, 党湾镇|红十五线|88号.

They are read as compounds in doubt, or as natural villages; a label follows what most such names are.
"""

import re

from schema.normalize.address.components import Component, Part
from schema.normalize.address.marking import Label, is_body, is_zone
from schema.normalize.address.slips import beside

_HAMLET = re.compile("[畈坞埭兜浜圩岙垟坂堰墩漾埠坝塘头湾里弄斗桥岭庄家山坑上下前后边角渡潭溪洞岸陇峧垄汇荡坊洋宅店]$")
"""What natural villages end with."""
_SURELY = re.compile("[畈坞埭兜浜圩岙垟坂堰漾坝]$|家[斗湾桥塘山庄头坑]$")
"""What hardly anything but a natural village ends with."""
_NOT_HAMLET = re.compile(
    "(?:[苑园庭府邸轩阁居郡城厂室站馆房部局所校处寺庙庵殿祠塔墓]|[超门菜]市|[小酒饭书药]店"
    "|超市|市场|别墅|商铺|工地|[^ ]{2}桥边|水库边)$"
)
_LINE = re.compile("(?:..线|.堤|高速|复线|坊|河[下上]|快速路|..[一二三四五六七八九十]道)$")
"""Roads without a road's word."""
_ROAD = re.compile("[^ 0-9]{2,4}(?:路|街|大道)")
_LONGEST = 4
_SHORT = 3
_SHORTEST = 2
_VILLAGES = frozenset({"community", "village_group"})
_PLACES = frozenset({"poi", "subpoi"})
_WIDER = frozenset({"town", "devzone", "district"})
_HOUSE = re.compile(r"(?:[0-9]{1,5}|[一二三四五六七八九十]{1,3})(?:[-之][0-9]{1,3})?(?:号.?|\\Z)")
_NUMBERED = frozenset({Part.NUMBER, Part.BUILDING, Part.UNIT, Part.FLOOR, Part.ROOM})


def village_label(text: str, component: Component, following: Component | None, last: Label) -> str | None:
    """'road' or 'community' for a name that is one without saying so; None for any other.

    Before a house number a natural village stands where a road stands; one behind a town is a community.
    """
    name = text[component.start : component.end]
    number = ""
    if following is not None and following.start == component.end and following.part in _NUMBERED:
        number = text[following.start : following.end + 1]
    if component.part is Part.HAMLET:
        return "road" if number else "community"
    if (following is not None and following.part is Part.PHASE) or last.label in _PLACES or is_zone(name):
        return None
    if component.part is not Part.COMPOUND or _NOT_HAMLET.search(name) or beside(text, component.start, component.end):
        return None
    house = _HOUSE.match(number) is not None
    if number and not house:
        return None
    if _LINE.search(name) or (_ROAD.fullmatch(name) and not number):
        return "road"
    before = last.label if last.end == component.start else ""
    return None if is_body(name) else _untold(name, before, text[last.start : last.end], house=house)


def _untold(name: str, before: str, text_before: str, *, house: bool) -> str | None:
    if len(name) > _LONGEST:
        return None
    if before in _VILLAGES:
        return None if not house and _bears_its_name(name, text_before) else _in_village(name, house=house)
    if before == "town" and len(name) == _SHORTEST:
        return "community"
    rural = house or text_before.endswith(("镇", "乡"))
    return _in_town(name, rural=rural) if before in _WIDER else None


def _bears_its_name(name: str, village: str) -> bool:
    """博陆村|博陆桥头: what is called after the village is something in it."""
    stem = village.removesuffix("村").removesuffix("社区")
    return len(stem) > 1 and len(name) > len(stem) and name.startswith(stem)


def _in_village(name: str, *, house: bool) -> str | None:
    if house:
        return "road"
    return "community" if len(name) <= _SHORT or _HAMLET.search(name) else None


def _in_town(name: str, *, rural: bool) -> str | None:
    is_one = len(name) <= _SHORT and (_HAMLET if rural else _SURELY).search(name)
    return "community" if is_one else None
