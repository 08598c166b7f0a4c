"""The components in the vocabulary of labelled address corpora, as spans of the text.

That vocabulary (country prov city district devzone town community village_group road roadno poi subpoi houseno cellno
floorno roomno intersection assist distance redundant) is the one of the CCKS 2021 task on Chinese addresses.
"""

import re

from schema.normalize.address.characters import clean
from schema.normalize.address.components import Component, ParsedAddress, Part
from schema.normalize.address.marking import Before, Label, cut_place, cut_road, is_body

LABELS: dict[Part, str] = {
    Part.COUNTRY: "country",
    Part.PROVINCE: "prov",
    Part.CITY: "city",
    Part.DISTRICT: "district",
    Part.ZONE: "devzone",
    Part.STREET: "town",
    Part.COMMUNITY: "community",
    Part.GROUP: "village_group",
    Part.HAMLET: "village_group",
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

SEPARATOR = "redundant"
_SEPARATORS = re.compile(r"[-－—–,，、/\\|;；.·\s]+")
_MUNICIPALITIES = frozenset({"北京市", "上海市", "天津市", "重庆市"})
_GATE = re.compile("[东南西北正大侧后]{1,2}门$")
_BRANCH = re.compile(r"[(（][^()（）]{2,}[店厂部][)）]$")
_PART_OF_NAME = re.compile("..?(?<=[区期苑])")
_TOLD = re.compile("(?:苑|园|城|庭|小区|新村|公寓|广场|大厦|市场|公馆|山庄|府|里|湾)$")
"""Ends of names that a part (二期, 东区) can follow; 福田|二区 is one name."""
_SHOP = re.compile(r"[0-9]{3,}号")
_CAMPUS = re.compile("[^ 0-9]{1,5}?(?:校区|学院)")
"""Belongs to the school's name before it: 浙江大学|紫金港校区."""
_PLACES = frozenset({"poi", "subpoi"})


def labels(address: ParsedAddress) -> tuple[Label, ...]:
    """The labelled spans in the order of the text; a separator between two of them is 'redundant'.

    Of several names of places the first is the 'poi' and those that follow are 'subpoi'.
    """
    text = clean(address.text)
    found: list[Label] = []
    for component in address.components:
        if found and _SEPARATORS.fullmatch(address.text, found[-1].end, component.start):
            found.append(Label(SEPARATOR, found[-1].end, component.start))
        for label in _marked(text, component, found):
            _append(text, label, found)
    return tuple(found)


def _marked(text: str, component: Component, found: list[Label]) -> list[Label]:
    """What people would mark in the component, after what was `found` before it."""
    part, start, end = component.part, component.start, component.end
    names = {label.label for label in found}
    before = Before(
        division=bool(names - {"country"}), town=bool(names & {"town", "road", "poi"}), road="road" in names
    )
    if part is Part.ROAD:
        return cut_road(text, start, end, before)
    if part in (Part.COMPOUND, Part.OCCUPANT, Part.ZONE):
        return cut_place(text, start, end, before)
    label = _label(component, text[start:end], found[-1].label if found else "")
    return [] if label is None else [Label(label, start, end)]


def _label(component: Component, written: str, last: str) -> str | None:
    part = component.part
    if part is Part.PROVINCE and component.value in _MUNICIPALITIES:
        return "city"
    if part is Part.AT and _GATE.match(written):
        return "subpoi"
    if part is Part.NUMBER and written.endswith("号") and last == "roadno":
        return "houseno"
    if part is Part.BUILDING and last in _PLACES and _SHOP.fullmatch(written):
        return "roomno"
    if part is Part.REMARK and last in _PLACES and _BRANCH.match(written):
        return last
    return LABELS.get(part)


def _append(text: str, label: Label, found: list[Label]) -> None:
    """Adds the label, or makes the last one longer where the two are one name to people."""
    last = found[-1] if found else Label("", 0, 0)
    end = _end_of_last(text, last, label)
    if end:
        found[-1] = last._replace(end=end)
        label = label._replace(start=end)
    elif label.label in _PLACES and _is_in_name(text, last, label):
        found.pop()
        label = label._replace(start=last.start)
    if label.start < label.end:
        found.append(label._replace(label=_place_label(label.label, found)))


def _end_of_last(text: str, last: Label, label: Label) -> int:
    """Where the last label ends if it goes on into the next; 0 where it does not."""
    if label.label == last.label == SEPARATOR:
        return label.end
    if last.end != label.start or last.label not in _PLACES or label.label not in _PLACES:
        return 0
    name = text[last.start : last.end]
    if name.endswith("大学") and (campus := _CAMPUS.match(text, label.start, label.end)):
        return campus.end()
    return label.end if _goes_on(name, text[label.start : label.end]) else 0


def _is_in_name(text: str, last: Label, label: Label) -> bool:
    """Whether a division that is said again belongs to what is named behind it: 余杭区|中医院."""
    is_again = last.label == SEPARATOR and last.end == label.start and text[last.start : last.end].isalpha()
    return is_again and is_body(text[label.start : label.end])


def _goes_on(name: str, written: str) -> bool:
    """Whether `written` is of the name before it: 福田|二区, 东阳诚心木线|(富阳店)."""
    return written.startswith("(") or (_PART_OF_NAME.fullmatch(written) is not None and not _TOLD.search(name))


def _place_label(label: str, found: list[Label]) -> str:
    if label not in _PLACES:
        return label
    return "subpoi" if any(earlier.label == "poi" for earlier in found) else "poi"
