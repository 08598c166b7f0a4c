"""Names that no list knows, by the word that ends them, and numbers that stand amid names.

Every step takes a name at the state's position and says whether it did.
"""

import re
from collections.abc import KeysView

from schema.normalize.address.characters import LOST
from schema.normalize.address.components import Part
from schema.normalize.address.numerals import canonical_number
from schema.normalize.address.state import INSIDE, State
from schema.normalize.address.tail import read_tail
from schema.normalize.address.tokens import number_run
from schema.normalize.address.words import WORD, place_name

_NUMERAL_SUFFIX = re.compile(r"第?(.+?)(村民小组|小组|组|生产队|队|弄|巷|期|区|片区?|组团|标段)")
_SUFFIX_WORDS = {"村民小组": "组", "小组": "组", "生产队": "队", "片区": "片"}
_NUMBERED_WORDS = frozenset({Part.GROUP, Part.LANE, Part.PHASE})
_NAME_GOES_ON = frozenset("线桥码港井院地路塘")
"""After '1号' these make it part of a name: 1号码头."""
_LONGEST_NAME = 12
LONGEST_HAMLET = 4
"""Characters of a natural village's name: 费家木桥."""


def take_word(state: State) -> bool:
    """The name up to the first word that ends one, or up to the first number that stands for itself."""
    limit = state.limit
    for match in WORD.finditer(state.text, state.position, limit):
        kind = match.lastgroup or ""
        if _take_run(state, match.start(), limit) if kind == "run" else _take_name(state, Part(kind), match):
            return True
    return False


def _take_run(state: State, start: int, limit: int) -> bool:
    """A numbered piece amid names: '168号' in 世纪大道168号理想国际大厦."""
    end = number_run(state.text, start)
    tail = read_tail(state.text[start:end], state.after if start == state.position else Part.COMPOUND)
    if not tail.parts or not _is_apart(state, start, end, limit):
        return False
    _take_before(state, start, tail.parts[0].part)
    for read in tail.parts:
        state.position = start + read.start
        state.add(read.part, read.value, start + read.end)
    state.position = end
    state.doubts |= tail.doubts
    return True


def _is_apart(state: State, start: int, end: int, limit: int) -> bool:
    """Whether the numbers stand for themselves and are no part of a name such as 阳光100小区."""
    if end >= limit:
        return True
    last = state.text[end - 1]
    if state.text[end] in _NAME_GOES_ON and last == "号":
        return False
    return not last.isdigit() or (start == state.position and state.after in (Part.ROAD, Part.LANE))


def _take_before(state: State, start: int, following: Part) -> None:
    """Names what stands between the last component and `start`."""
    name = state.text[state.position : start]
    if name:
        in_village = state.after in (Part.COMMUNITY, Part.GROUP) and following is Part.NUMBER
        part = Part.HAMLET if in_village and len(name) <= LONGEST_HAMLET else Part.COMPOUND
        state.doubt(part, name, start)


def _take_name(state: State, part: Part, match: re.Match[str]) -> bool:
    start, end = match.span()
    if part in _NUMBERED_WORDS and match[0] != "自然村":
        return _take_numbered(state, part, match)
    if start == state.position and not match[0][0].isascii():
        return False
    part = _meaning(state, part, match)
    if part is Part.LEFTOVER or (end - state.position > _LONGEST_NAME and part is not Part.COMPOUND):
        return False
    name = state.text[state.position : end]
    return state.add(part, place_name(name) if part in (Part.STREET, Part.COMMUNITY) else name, end)


def _take_numbered(state: State, part: Part, match: re.Match[str]) -> bool:
    """3组, 88弄, 二期: the number is the name; what stands before it is a name of its own."""
    start, end = match.span()
    name = state.text[state.position : start]
    if part is Part.LANE and name:
        return state.add(Part.ROAD, name + match[0], end)
    value = _numbered_value(match[0])
    if part is Part.PHASE and len(name) == 1:
        return state.add(part, name + value, end)
    _take_before(state, start, part)
    return state.add(part, value, end)


def _numbered_value(written: str) -> str:
    number = _NUMERAL_SUFFIX.fullmatch(written)
    return written if number is None else canonical_number(number[1]) + _SUFFIX_WORDS.get(number[2], number[2])


def _meaning(state: State, part: Part, match: re.Match[str]) -> Part:
    """What the word means after what was read; LEFTOVER where it ends nothing."""
    filled = state.values.keys()
    placed = filled & {Part.NUMBER, Part.COMPOUND, *INSIDE}
    if part in (Part.COMPOUND, Part.ZONE):
        return _compound(state, part, match, filled)
    if part is Part.STREET:
        late = filled & {Part.ROAD, Part.COMMUNITY} and not match[0].startswith("街道")
    elif part is Part.COMMUNITY:
        late = match[0] == "村" and placed
    else:
        late = placed - {Part.COMPOUND} and not state.text[match.end() : match.end() + 1].isdigit()
    return Part.LEFTOVER if late and part in (Part.STREET, Part.COMMUNITY, Part.ROAD) else part


def _compound(state: State, part: Part, match: re.Match[str], filled: KeysView[Part]) -> Part:
    """Behind a room an occupant; behind a road a zone is a compound; 创新村 is a village, 朝阳新村 a compound."""
    if filled & INSIDE:
        return Part.OCCUPANT
    if part is Part.ZONE:
        return Part.COMPOUND if filled & {Part.ROAD, Part.NUMBER} else Part.ZONE
    is_village = match[0] == "新村" and match.start() - state.position == 1
    return (
        Part.COMMUNITY if is_village and not filled & {Part.COMMUNITY, Part.ROAD, Part.NUMBER, Part.COMPOUND} else part
    )


def take_rest(state: State) -> bool:
    """Whatever stands up to the next boundary: a name without a telling end, or what an occupant added."""
    end = state.limit
    name = state.text[state.position : end]
    if len(name) > 1 and name.isalnum():
        occupied = state.values.keys() & INSIDE
        return state.add(Part.OCCUPANT, name, end) if occupied else state.doubt(Part.COMPOUND, name, end)
    whole = state.gazetteer.completion(name[:-1]) if name.endswith(LOST) else None
    return state.add(Part.LEFTOVER, name, end) if whole is None else state.doubt(whole.part, whole.name, end)
