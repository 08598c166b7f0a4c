"""What an address is made of, and what a reading of one says."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Part(StrEnum):
    """One kind of component, from the widest to the narrowest; then what surrounds them."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    ZONE = "zone"
    """Development zone or industrial park (开发区, 工业区, 园区) that is named before the road."""
    STREET = "street"
    COMMUNITY = "community"
    GROUP = "group"
    """Group of a village (组)."""
    HAMLET = "hamlet"
    """Natural village (自然村): 五星村|张家埭|12号."""
    ROAD = "road"
    LANE = "lane"
    NUMBER = "number"
    COMPOUND = "compound"
    PHASE = "phase"
    """Phase or part of a compound (二期, 北区)."""
    BUILDING = "building"
    UNIT = "unit"
    FLOOR = "floor"
    ROOM = "room"
    OCCUPANT = "occupant"
    """Who or what is there, named behind the room: 301室某某公司."""
    INTERSECTION = "intersection"
    NEAR = "near"
    """The place is beside what is named, not the thing itself (旁, 对面)."""
    DISTANCE = "distance"
    AT = "at"
    """A word for the thing named itself (门口, 内, 东门)."""
    REPEATED = "repeated"
    """Said before in the same text."""
    REMARK = "remark"
    """In brackets, or masked: (自主申报), **."""
    LEFTOVER = "leftover"


class Verdict(StrEnum):
    """How far a text could be read."""

    READ = "read"
    """Every character has its place, and none is read by mere convention."""
    PARTLY = "partly read"
    """Something is left over, or a component is read by convention (`doubts` says which)."""
    CUT = "cut"
    """The text ends inside a component; what is certain was read."""
    NOTHING = "not an address"


@dataclass(frozen=True, slots=True)
class Component:
    """One component: its value in canonical form and where it stands, `text[start:end]`."""

    part: Part
    value: str
    start: int
    end: int


@dataclass(frozen=True)
class ParsedAddress:
    """A reading of one text; components stand in the order of the text and never overlap."""

    text: str
    components: tuple[Component, ...]
    verdict: Verdict
    doubts: frozenset[Part] = frozenset()
    """Parts read by the convention of writing (3-501: building, room), not by a word of the text."""
    division_code: str | None = None
    """GB/T 2260 code of the deepest division named, where the name and its context leave only one."""
    canonical: str = ""
    """The components joined, from the widest to the narrowest; parsing it gives the same components again."""

    @cached_property
    def values(self) -> dict[Part, str]:
        """The first value of each part."""
        found: dict[Part, str] = {}
        for component in self.components:
            found.setdefault(component.part, component.value)
        return found

    def get(self, part: Part) -> str | None:
        """The first value of the part; None where the text has none."""
        return self.values.get(part)
