"""Names as they were meant: a character written twice, a misspelt home district, a name with a separator in it.

Every step takes a name at the state's position and says whether it did.
"""

import re

from schema.normalize.address.characters import BOUNDARY
from schema.normalize.address.components import Part
from schema.normalize.address.divisions import full_division
from schema.normalize.address.numerals import HAN
from schema.normalize.address.state import DIVISIONS, INSIDE, State
from schema.normalize.address.words import CONTINUES, WORD
from schema.normalize.gazetteer import Entry, Match, is_slip

_WORD_ENDED = DIVISIONS | {Part.STREET, Part.COMMUNITY, Part.ROAD}
_NUMBER = re.compile(rf"[0-9]|[{HAN}]{{1,5}}号")
_TOWN = re.compile("(?:街道|镇|乡)(?!路|街|村|社区)")
_BUILDER = re.compile(r"[\u3400-\u9fff]{2,4}(?= [\u3400-\u9fff])")
"""星创·|梧桥里: who built it, and what."""


def take_doubled(state: State) -> bool:
    """The character that stands twice, behind a name: 瓶窑镇|镇|菱塘路, 余杭区|区|乔司镇, 北街|街|326号."""
    text, start = state.text, state.position
    if not state.parts:
        return text[:1] == text[1:2] and _begins(state, 1) and state.add(Part.REPEATED, text[0], 1)
    last = state.parts[-1]
    if last.part not in _WORD_ENDED or last.end != start or text[start] != text[start - 1]:
        return False
    is_meant = _NUMBER.match(text, start + 1) if last.part is Part.ROAD else _begins(state, start + 1)
    return bool(is_meant) and state.add(Part.REPEATED, text[start], start + 1)


def _begins(state: State, start: int) -> bool:
    return full_division(state.text, start) is not None or state.gazetteer.begins(state.text, start)


def take_doubled_stem(state: State) -> bool:
    """A street whose stem's last character stands twice: 径山|山镇."""
    if state.values.keys() & INSIDE:
        return False
    for match in state.gazetteer.stems(state.text, state.position):
        street = next((entry for entry in match.entries if entry.part is Part.STREET), None)
        if street is None or not state.text.startswith(state.text[match.end - 1], match.end):
            continue
        if (town := _TOWN.match(state.text, match.end + 1)) is not None:
            return state.doubt(Part.STREET, street.name, town.end())
    return False


def take_misspelt_district(state: State) -> bool:
    """The home district with a look-alike or a homophone before its word: 于杭区|瓶窑镇; 余杭|闲林 is not 余杭县."""
    if state.values.keys() & {Part.DISTRICT, Part.STREET, Part.COMMUNITY, Part.ROAD, Part.COMPOUND}:
        return False
    for district in sorted(state.gazetteer.districts):
        end = state.position + len(district)
        written = state.text[state.position : end]
        if len(written) != len(district) or written[-1] != district[-1]:
            continue
        differing = [pair for pair in zip(written, district, strict=True) if pair[0] != pair[1]]
        if len(differing) == 1 and is_slip(*differing[0]):
            return state.doubt(Part.DISTRICT, district, end)
    return False


def take_parted(state: State) -> bool:
    """A name of the gazetteer with a dot or blank in it, or a compound behind the name of who built it: 星创·梧桥里."""
    found = parted(state, state.position)
    if found is not None:
        return state.add(Part.COMPOUND, found.entries[0].name, found.end)
    builder = _builder(state, state.position)
    return builder > 0 and state.add(Part.REMARK, state.text[state.position : builder], builder)


def begins_parted(state: State, start: int) -> bool:
    """Whether `take_parted` would take something there."""
    return parted(state, start) is not None or _builder(state, start) > 0


def parted(state: State, start: int) -> Match | None:
    """The compound whose name stands at `start` with one separator in it."""
    text = state.text
    gap = text.find(BOUNDARY, start)
    if gap <= start or state.values.keys() & INSIDE:
        return None
    joined = text[start:gap] + text[gap + 1 :]
    for match in state.gazetteer.longest(joined, 0):
        compounds = tuple(entry for entry in match.entries if entry.part is Part.COMPOUND)
        end = start + match.end + 1
        if compounds and end > gap + 1 and not CONTINUES.match(text, end):
            return Match(end, compounds)
    return None


def _builder(state: State, start: int) -> int:
    """Where a builder's name ends that stands at `start`, before a compound of the street; 0 where none does."""
    builder = _BUILDER.match(state.text, start)
    if builder is None or state.values.keys() & {*INSIDE, Part.COMPOUND} or WORD.search(builder[0]):
        return 0
    if state.gazetteer.begins(state.text, start):
        return 0
    street = state.values.get(Part.STREET)
    names = state.gazetteer.longest(state.text, builder.end() + 1)
    found = (entry for match in names for entry in match.entries)
    return builder.end() if any(_is_there(state, entry, street) for entry in found) else 0


def _is_there(state: State, entry: Entry, street: str | None) -> bool:
    if entry.part is not Part.COMPOUND:
        return False
    return street is None or any(
        other.street == street for other in state.gazetteer.entries(entry.name) if other.part is Part.COMPOUND
    )
