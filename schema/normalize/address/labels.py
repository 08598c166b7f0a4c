"""The components in the vocabulary of labelled address corpora, as spans of the text.

That vocabulary (country prov city district devzone town community village_group road roadno poi subpoi houseno cellno
floorno roomno intersection assist distance redundant) is the one of the CCKS 2021 task on Chinese addresses.
"""

import re
from collections.abc import Iterable
from itertools import zip_longest

from schema.normalize.address.characters import clean
from schema.normalize.address.components import Component, ParsedAddress, Part
from schema.normalize.address.compounds import cut_place
from schema.normalize.address.joining import PLACES, SEPARATOR, joined
from schema.normalize.address.marking import Before, Label, cut_community, cut_road, cut_street
from schema.normalize.address.neighbours import place_label, reread
from schema.normalize.address.numbered import leftover_label, number_label, split_numbers
from schema.normalize.address.parser import parse
from schema.normalize.address.slips import beside, is_code, is_note, is_person, lead
from schema.normalize.address.villages import village_label

LABELS: dict[Part, str] = {
    Part.COUNTRY: "country",
    Part.PROVINCE: "prov",
    Part.CITY: "city",
    Part.DISTRICT: "district",
    Part.ZONE: "devzone",
    Part.STREET: "town",
    Part.COMMUNITY: "community",
    Part.GROUP: "village_group",
    Part.HAMLET: "community",
    Part.ROAD: "road",
    Part.LANE: "roadno",
    Part.NUMBER: "roadno",
    Part.COMPOUND: "poi",
    Part.PHASE: "subpoi",
    Part.BUILDING: "houseno",
    Part.UNIT: "cellno",
    Part.FLOOR: "floorno",
    Part.ROOM: "roomno",
    Part.OCCUPANT: "poi",
    Part.INTERSECTION: "intersection",
    Part.NEAR: "assist",
    Part.AT: "assist",
    Part.DISTANCE: "distance",
    Part.REPEATED: "redundant",
}
"""Label of each part before the rules of `labels`; remarks and leftovers have none."""

_NAMES = frozenset({Part.STREET, Part.ROAD, Part.COMMUNITY, Part.COMPOUND, Part.OCCUPANT, Part.ZONE})
_SEPARATORS = re.compile(r"[-－—–,，、/\\|;；.·\s]+")
_MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市"})
_GATE = re.compile("[东南西北正大侧后]{1,2}门$")
_BRANCH = re.compile(r"[(（][^()（）]{2,}[店厂部行所站司馆院校点铺区场城][)）]$")
_WAY = re.compile("(?P<assist>[东南西北]{1,2}[侧面边])(?P<distance>.+)")
_SETTLEMENT = re.compile("[^ ]{2,4}[东南西北一二三四五六七八九]村")
"""Blocks of flats where a building follows (德胜东村|50-3-601), villages elsewhere."""
_SIDE = re.compile("[东南西北]")
_RECEIVER = re.compile("收[件货]人")
_MOUTH = re.compile("口(?!腔|岸|福|味)[^ ]{2,}")
_ONCE = re.compile("原|现|曾|老|自")
_TELLING = frozenset({"district", "town", "road", "community", "devzone", "assist", "intersection"})
_BESIDE = frozenset({Part.NEAR, Part.AT, Part.DISTANCE})
_DEEP = frozenset({"roomno", "houseno", "cellno", "roadno", "poi", "community"})
_OFFICE = re.compile("(?P<community>..+?(?:村|社区))(?P<poi>(?:村|居)(?:民委员会|委会?))")


def labels(address: ParsedAddress) -> tuple[Label, ...]:
    """The labelled spans in the order of the text; a separator between two of them is 'redundant'.

    Of several names of places the first is the 'poi' and those that follow are 'subpoi'.
    """
    text = clean(address.text)
    if skipped := lead(text):
        return _shifted(labels(parse(address.text[skipped:])), skipped)
    found: list[Label] = []
    for component, following in zip_longest(address.components, address.components[1:]):
        if found and _is_separator(address.text, found[-1], component):
            found.append(Label(SEPARATOR, found[-1].end, component.start))
        for label in _marked(text, component, following, found):
            _append(text, label, found)
    return tuple(found)


def _is_separator(text: str, last: Label, component: Component) -> bool:
    """Not so 、 between the roads of a crossing, where it says 与."""
    if last.label == "road" and component.part is Part.ROAD and text[last.end : component.start] == "、":
        return False
    return _SEPARATORS.fullmatch(text, last.end, component.start) is not None


def _shifted(found: Iterable[Label], by: int) -> tuple[Label, ...]:
    return tuple(label._replace(start=label.start + by, end=label.end + by) for label in found)


def _in_brackets(text: str, start: int, end: int) -> tuple[Label, ...]:
    """(超峰东路口): what is labelled in brackets if that is said of a place."""
    content = text[start:end].strip("()")
    if is_note(content) or _ONCE.match(content):
        return ()
    found = labels(parse(content))
    return _shifted(found, start + 1) if any(label.label in _TELLING for label in found) else ()


def _marked(text: str, component: Component, following: Component | None, found: list[Label]) -> list[Label]:
    """What people would mark in the component, after what was `found` before it."""
    part, start, end = component.part, component.start, component.end
    last = found[-1] if found else Label("", 0, 0)
    if (village := village_label(text, component, following, last)) is not None:
        return [Label(village, start, end)]
    if part in _NAMES:
        return _name(text, component, following, found)
    if part is Part.DISTANCE and (way := _WAY.fullmatch(text, start, end)):
        return [Label(group, *way.span(group)) for group in way.groupdict()]
    if part is Part.REMARK and not (last.label in PLACES and _BRANCH.match(text, start, end)):
        return beside(text, start, end) or list(_in_brackets(text, start, end))
    if part is Part.NUMBER and (numbers := split_numbers(text, start, end)):
        return numbers
    return _plain(text, component, following, found)


def _plain(text: str, component: Component, following: Component | None, found: list[Label]) -> list[Label]:
    start, end = component.start, component.end
    label = _label(text, component, found, following)
    if component.part is Part.LEFTOVER and label == "town":
        return cut_street(text, start, end, _before(found))
    return [] if label is None else [Label(label, start, end)]


def _before(found: list[Label]) -> Before:
    names = {label.label for label in found}
    return Before(
        division=bool(names - {"country"}),
        district="district" in names,
        town=bool(names & {"town", "road", "poi"}),
        road="road" in names,
        number="roadno" in names,
        place="poi" in names,
    )


def _name(text: str, component: Component, following: Component | None, found: list[Label]) -> list[Label]:
    """The labels of a name and of what is written in front of it without a word of its own."""
    part, start, end = component.part, component.start, component.end
    before = _before(found)
    if part is Part.ROAD or (part is Part.COMPOUND and text.startswith(("靠近", "靠"), start)):
        return beside(text, start, end) or cut_road(text, start, end, before)
    if part is Part.COMMUNITY:
        return _community(text, component, following, before)
    if part is Part.STREET:
        office = (following is None or following.part in _BESIDE) and text.endswith("办事处", start, end)
        return [Label("poi", start, end)] if office else cut_street(text, start, end, before)
    if _is_aside(text[start:end], found):
        return []
    if found and found[-1].label == "road" and found[-1].end == start and _MOUTH.match(text, start, end):
        mouth = Label("intersection", start, start + 1)
        return [mouth, *cut_place(text, start + 1, end, before, is_last=True)]
    return cut_place(text, start, end, before, is_last=following is None or following.part is not Part.ROAD)


def _community(text: str, component: Component, following: Component | None, before: Before) -> list[Label]:
    start, end = component.start, component.end
    if "小镇" in text[start:end]:
        return cut_place(text, start, end, before)
    if _SETTLEMENT.fullmatch(text, start, end) and following is not None and following.part is Part.BUILDING:
        return [Label("poi", start, end)]
    office = _OFFICE.fullmatch(text, start, end)
    parts = [Label(group, *office.span(group)) for group in office.groupdict()] if office else []
    return parts or cut_community(text, start, end, before)


def _is_aside(written: str, found: list[Label]) -> bool:
    if _RECEIVER.match(written):
        return True
    if not found or found[-1].label != SEPARATOR:
        return False
    return is_note(written) or (any(label.label in _DEEP for label in found) and is_person(written))


def _label(text: str, component: Component, found: list[Label], following: Component | None) -> str | None:
    part, last = component.part, found[-1].label if found else ""
    written = text[component.start : component.end]
    if part is Part.REPEATED:
        return "poi" if written.endswith("委会") else SEPARATOR
    if part is Part.LEFTOVER:
        return leftover_label(written, last, following.part if following else None)
    if last == SEPARATOR and is_code(written):
        return None
    if part is Part.REMARK:
        return last
    poi = next((text[label.start : label.end] for label in found if label.label == "poi"), "")
    if part is Part.NUMBER and (place := _place_of_number(text, found)):
        return place
    return _other(component, written) or number_label(part, written, last, poi) or LABELS.get(part)


def _place_of_number(text: str, found: list[Label]) -> str:
    """西|69号 is one number; behind a floor, 69街|31208号 is a stall."""
    if any(label.label == "floorno" for label in found):
        return "roomno"
    return "roadno" if found and _SIDE.fullmatch(text, found[-1].start, found[-1].end) else ""


def _other(component: Component, written: str) -> str | None:
    part = component.part
    if part is Part.PROVINCE and component.value in _MUNICIPALITIES:
        return "city"
    if part is Part.GROUP and written.endswith("自然村"):
        return "community"
    return "subpoi" if part is Part.AT and _GATE.match(written) else None


def _append(text: str, label: Label, found: list[Label]) -> None:
    """Adds the label, or makes the last one longer where the two are one name to people."""
    label = reread(text, label, found)
    for one in joined(text, label, found):
        found.append(one._replace(label=place_label(text, one, found)))
