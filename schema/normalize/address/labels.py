"""The components in the vocabulary of labelled address corpora, as spans of the text.

That vocabulary (country prov city district devzone town community village_group road roadno poi subpoi houseno cellno
floorno roomno intersection assist distance redundant) is the one of the CCKS 2021 task on Chinese addresses.
"""

import re
from typing import NamedTuple

from schema.normalize.address.components import Component, ParsedAddress, Part

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
    Part.LANE: "road",
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
"""Label of each part; remarks and leftovers have none."""

SEPARATOR = "redundant"
_SEPARATORS = re.compile(r"[-－—–,，、/\\|;；.·\s]+")
_SUBPOI = re.compile(r".{1,3}[苑园庭轩阁区楼]|.{1,2}座")


class Label(NamedTuple):
    """`text[start:end]` is what the label names."""

    label: str
    start: int
    end: int


def labels(address: ParsedAddress) -> tuple[Label, ...]:
    """The labelled spans in the order of the text; a separator between two of them is 'redundant'."""
    found: list[Label] = []
    before: Component | None = None
    for component in address.components:
        if found and _SEPARATORS.fullmatch(address.text, found[-1].end, component.start):
            found.append(Label(SEPARATOR, found[-1].end, component.start))
        label = _label(component, before)
        if label is not None:
            found.append(Label(label, component.start, component.end))
        before = component
    return tuple(found)


def _label(component: Component, before: Component | None) -> str | None:
    """A short name right behind a compound's is a part of it: 翡翠城|竹苑."""
    part_of = before is not None and before.part is Part.COMPOUND and _SUBPOI.fullmatch(component.value)
    return "subpoi" if component.part is Part.COMPOUND and part_of else LABELS.get(component.part)
