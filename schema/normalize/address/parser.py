"""One address text to its components."""

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from schema.normalize.address.canonical import ASIDE, canonical_text, ordered
from schema.normalize.address.characters import BOUNDARY
from schema.normalize.address.components import Component, ParsedAddress, Part, Verdict
from schema.normalize.address.head import read_head, settled
from schema.normalize.address.tail import Read, read_tail
from schema.normalize.address.texts import pieces
from schema.normalize.address.words import WORD
from schema.normalize.gazetteer import EMPTY, Gazetteer

_ROUNDS = 6
_PLAIN = re.compile(r"[0-9]{1,5}$")
_NUMBERED = frozenset({Part.NUMBER, Part.BUILDING, Part.UNIT, Part.FLOOR, Part.ROOM})
_INVOLVED = frozenset({Part.OCCUPANT, Part.INTERSECTION, Part.NEAR, Part.DISTANCE, Part.LEFTOVER})
_ORDER = {part: place for place, part in enumerate(Part)}


class _Reading(NamedTuple):
    parts: tuple[Read, ...]
    doubts: frozenset[Part]
    codes: tuple[str, ...]
    is_address: bool
    is_cut: bool


def parse(text: str, gazetteer: Gazetteer | None = None) -> ParsedAddress:
    """Reads any text, never raises; with an empty gazetteer the grammar alone.

    A component that its own canonical text would not give again is no reading but a guess, and is left over.
    """
    known = gazetteer or EMPTY
    reading = _read(text, known)
    if not reading.is_address:
        return ParsedAddress(text, (), Verdict.NOTHING)
    parts, canonical = _stable(reading, known)
    end = len(text)
    components = tuple(Component(*read[:3], min(read.end, end)) for read in parts if read.start < end)
    code = reading.codes[0] if len(reading.codes) == 1 else None
    return ParsedAddress(text, components, _verdict(reading, parts), reading.doubts, code, canonical)


def _read(text: str, gazetteer: Gazetteer) -> _Reading:
    cut = pieces(text)
    head = settled(read_head(cut.head, gazetteer), cut.tail)
    tail = read_tail(cut.tail, head.after)
    offset = len(cut.head)
    inner = [Read(part, value, start + offset, end + offset) for part, value, start, end in tail.parts]
    parts = _apart(sorted([*head.parts, *inner, *cut.parts], key=lambda read: read.start))
    return _Reading(tuple(parts), head.doubts | tail.doubts, head.codes, cut.is_address, cut.is_cut)


def _apart(parts: list[Read]) -> list[Read]:
    """Without what lies inside another component: the bracket in '501)室'."""
    kept: list[Read] = []
    for read in parts:
        if not kept or read.start >= kept[-1].end:
            kept.append(read)
    return kept


def _verdict(reading: _Reading, parts: tuple[Read, ...]) -> Verdict:
    if reading.is_cut:
        return Verdict.CUT
    leftover = any(read.part is Part.LEFTOVER or "*" in read.value for read in parts)
    return Verdict.PARTLY if leftover or reading.doubts else Verdict.READ


def _stable(reading: _Reading, gazetteer: Gazetteer) -> tuple[tuple[Read, ...], str]:
    """The parts that their canonical text gives again, the others as leftovers; and that text."""
    if _is_plain(reading):
        return reading.parts, canonical_text(ordered(reading.parts))
    parts = reading.parts
    for _ in range(_ROUNDS):
        values = ordered(parts)
        again: list[tuple[Part, str]] = []
        for joint in ("", BOUNDARY):
            text = canonical_text(values, joint)
            again = ordered(_read(text, gazetteer).parts)
            if again == values:
                return parts, text
        parts = _common(parts, Counter(again))
    return tuple(read._replace(part=Part.LEFTOVER) for read in parts), ""


def _is_plain(reading: _Reading) -> bool:
    """Whether every part stands once, in canonical order, joined to the next, with a plain value.

    Such a text is its own canonical text but for the words of its numbers, and needs no second reading.
    """
    if reading.doubts or not reading.parts or reading.parts[0].start > 0 or not all(map(_is_plain_part, reading.parts)):
        return False
    return all(
        before.end == after.start and _ORDER[before.part] < _ORDER[after.part]
        for before, after in pairwise(reading.parts)
    )


def _is_plain_part(read: Read) -> bool:
    if read.part is Part.COMPOUND:
        return WORD.match(read.value) is None
    return read.part not in _INVOLVED and (read.part not in _NUMBERED or _PLAIN.match(read.value) is not None)


def _common(parts: tuple[Read, ...], again: Counter[tuple[Part, str]]) -> tuple[Read, ...]:
    kept = []
    for read in parts:
        if read.part in ASIDE or again[read.part, read.value] > 0:
            again[read.part, read.value] -= 1
            kept.append(read)
        else:
            kept.append(read._replace(part=Part.LEFTOVER))
    return tuple(kept)
