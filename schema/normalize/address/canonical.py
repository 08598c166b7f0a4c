"""The one way to write an address: every component in its canonical form, from the widest to the narrowest."""

from schema.normalize.address.components import ParsedAddress, Part

_SUFFIX = {Part.NUMBER: "号", Part.UNIT: "单元", Part.FLOOR: "层", Part.ROOM: "室"}
_LEFT_OUT = frozenset({Part.REPEATED, Part.REMARK, Part.LEFTOVER, Part.DISTANCE, Part.NEAR})
_ORDER = {part: place for place, part in enumerate(Part)}


def canonical_text(address: ParsedAddress) -> str:
    """The components joined; repetitions, remarks and leftovers are not part of it."""
    kept = [component for component in address.components if component.part not in _LEFT_OUT]
    kept.sort(key=lambda component: _ORDER[component.part])
    return "".join(written(component.part, component.value) for component in kept)


def written(part: Part, value: str) -> str:
    """A value with the word that says what it is: 3 → 3幢, 501 → 501室."""
    if part is Part.BUILDING:
        return value + ("幢" if value[-1:].isascii() else "" if value[:1].isascii() else "楼")
    return value + _SUFFIX.get(part, "")
