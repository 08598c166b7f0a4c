"""The one way to write an address: every component in its canonical form, from the widest to the narrowest."""

from collections.abc import Iterable

from schema.normalize.address.characters import BOUNDARY
from schema.normalize.address.components import Part
from schema.normalize.address.tail import Read

ASIDE = frozenset({Part.COUNTRY, Part.REPEATED, Part.REMARK, Part.LEFTOVER, Part.AT})
"""Parts of a text that tell no place from another."""

_SUFFIX = {Part.NUMBER: "号", Part.UNIT: "单元", Part.FLOOR: "层", Part.ROOM: "室"}
_ORDER = {part: place for place, part in enumerate(Part)}


def ordered(parts: Iterable[Read]) -> list[tuple[Part, str]]:
    """Part and value of what belongs to the address, from the widest to the narrowest."""
    kept = [(read.part, read.value) for read in parts if read.part not in ASIDE]
    return sorted(kept, key=lambda pair: _ORDER[pair[0]])


def canonical_text(values: Iterable[tuple[Part, str]], joint: str = "") -> str:
    """Ordered parts joined; a crossing of two roads is written with 与."""
    pieces: list[str] = []
    before: Part | None = None
    for part, value in values:
        if part is Part.ROAD and before is Part.ROAD:
            pieces.append("与")
        elif pieces and joint:
            pieces.append(joint)
        elif _would_run_together(before, part):
            pieces.append(BOUNDARY)
        pieces.append(written(part, value))
        before = part
    return "".join(pieces)


def _would_run_together(before: Part | None, part: Part) -> bool:
    return before is part and part in (Part.COMPOUND, Part.OCCUPANT)


def written(part: Part, value: str) -> str:
    """A value with the word that says what it is: 3 → 3幢, 501 → 501室, 宿舍 → 宿舍楼."""
    if part is Part.BUILDING:
        return value + ("幢" if value[-1:].isascii() else "" if value[:1].isascii() else "楼")
    if part is Part.FLOOR and not value[-1:].isalnum():
        return value
    return value + _SUFFIX.get(part, "")
