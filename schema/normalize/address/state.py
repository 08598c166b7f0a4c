"""How far the names of an address have been read: where the reading stands and what it found."""

import re

from schema.normalize.address.components import Part
from schema.normalize.address.tail import Read
from schema.normalize.gazetteer import Gazetteer

DIVISIONS = frozenset({Part.PROVINCE, Part.CITY, Part.DISTRICT})
INSIDE = frozenset({Part.BUILDING, Part.UNIT, Part.FLOOR, Part.ROOM})
_ASIDE = frozenset({Part.COUNTRY, Part.REPEATED, Part.LEFTOVER, Part.OCCUPANT}) | DIVISIONS
_ONCE = frozenset({Part.DISTRICT, Part.STREET, Part.COMMUNITY, Part.LANE, Part.GROUP, Part.NUMBER})
_JOINTS = re.compile(r"(?:[ \-、]|(?:(?<=[路街弄巷])|(?<=大道))[与和及暨])*")


class State:
    """`position` moves over the text while `parts` grow; the steps of `known` and `grammar` move it."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.position = 0
        self.parts: list[Read] = []
        self.doubts: set[Part] = set()
        self.codes: tuple[str, ...] = ()

    @property
    def after(self) -> Part | None:
        """The part that what comes next follows."""
        return next((read.part for read in reversed(self.parts) if read.part not in _ASIDE), None)

    @property
    def filled(self) -> set[Part]:
        return {read.part for read in self.parts}

    @property
    def limit(self) -> int:
        """Where the next boundary is: no name runs across it."""
        boundary = self.text.find(" ", self.position)
        return len(self.text) if boundary < 0 else boundary

    def value(self, part: Part) -> str | None:
        """The first value of the part."""
        return next((read.value for read in self.parts if read.part is part), None)

    def is_done(self) -> bool:
        """Moves over joints (blanks, dashes, 与 between roads); whether nothing is left then."""
        match = _JOINTS.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.position >= len(self.text)

    def add(self, part: Part, value: str, end: int) -> bool:
        """Takes the text up to `end`; a second street or number is a repetition, or left over where it differs."""
        if part in _ONCE and (earlier := self.value(part)) is not None:
            part = Part.REPEATED if earlier == value else Part.LEFTOVER
        self.parts.append(Read(part, value, self.position, end))
        self.position = end
        return True

    def doubt(self, part: Part, value: str, end: int) -> bool:
        """`add`, of what is read by convention only."""
        self.doubts.add(part)
        return self.add(part, value, end)
