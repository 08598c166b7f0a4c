"""How far the names of an address have been read: where the reading stands and what it found."""

import re

from schema.normalize.address.components import Part
from schema.normalize.address.tail import Read
from schema.normalize.gazetteer import Gazetteer

DIVISIONS = frozenset({Part.PROVINCE, Part.CITY, Part.DISTRICT})
INSIDE = frozenset({Part.BUILDING, Part.UNIT, Part.FLOOR, Part.ROOM})
_ASIDE = (
    frozenset({Part.COUNTRY, Part.REPEATED, Part.LEFTOVER, Part.OCCUPANT, Part.INTERSECTION, Part.NEAR, Part.DISTANCE})
    | DIVISIONS
)
_ONCE = frozenset({Part.DISTRICT, Part.STREET, Part.COMMUNITY, Part.LANE, Part.GROUP, Part.NUMBER})
_JOINT = frozenset(" -、与和及暨")
_JOINTS = re.compile(r"(?:[ \-、]|(?:(?<=[路街弄巷])|(?<=[大国省县]道))(?:[与及暨]|和(?![睦谐])))*")


class State:
    """`position` moves over the text while `parts` grow; the steps of `known` and `grammar` move it."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.position = 0
        self.parts: list[Read] = []
        self.values: dict[Part, str] = {}
        """The first value of each part."""
        self.after: Part | None = None
        """The part that what comes next follows."""
        self.doubts: set[Part] = set()
        self.codes: tuple[str, ...] = ()

    @property
    def limit(self) -> int:
        """Where the next boundary is: no name runs across it."""
        boundary = self.text.find(" ", self.position)
        return len(self.text) if boundary < 0 else boundary

    def is_done(self) -> bool:
        """Moves over joints (blanks, dashes, 与 between roads); whether nothing is left then."""
        text, position = self.text, self.position
        if position < len(text) and text[position] in _JOINT:
            match = _JOINTS.match(text, position)
            self.position = position = match.end() if match else position
        return position >= len(text)

    def add(self, part: Part, value: str, end: int) -> bool:
        """Takes the text up to `end`; a second street or number is a repetition, or left over where it differs."""
        if part in _ONCE and (earlier := self.values.get(part)) is not None:
            part = Part.REPEATED if earlier == value else Part.LEFTOVER
        self.values.setdefault(part, value)
        self.parts.append(Read(part, value, self.position, end))
        self.position = end
        if part not in _ASIDE:
            self.after = part
        return True

    def doubt(self, part: Part, value: str, end: int) -> bool:
        """`add`, of what is read by convention only."""
        self.doubts.add(part)
        return self.add(part, value, end)
