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

_NUMERAL_SUFFIX = re.compile(r"第?(.+?)(村民小组|小组|组|社|生产队|队|弄|巷|期|区|片区?|组团|标段)")
_SUFFIX_WORDS = {"村民小组": "组", "小组": "组", "生产队": "队", "片区": "片"}
_NAMED_GROUPS = frozenset({"自然村", "组"})
_NUMBERED_WORDS = frozenset({Part.GROUP, Part.LANE, Part.PHASE})
_NAME_GOES_ON = frozenset("线桥码港井院地路塘")
"""After '1号' these make it part of a name: 1号码头."""
_BESIDE = re.compile(
    "(?P<intersection>交叉(?:路口|口|处)|交汇(?:处|口)|交界处|(?:十字|丁字)路口|(?<=[路街道])路口)"
    r"|(?P<distance>(?:约|[往向以]?[东南西北]{1,2}[侧面边行]?)?\d{1,4}(?:多|余)?米(?:处|左右)?)"
    "|(?P<near>[正斜]?对面|旁边?|附近|隔壁|[东南西北]{1,2}[侧角](?!楼)|西[南北]面|东[南北]面|[东南西北中]段|延(?:伸段|长[线段])"
    "|(?<=[米处口])路[东南西北]侧?)"
)
"""Words of nearness with the name of what is there behind them: 交叉口|市民中心."""
_LONGEST_NAME = 12
LONGEST_HAMLET = 4
"""Characters of a natural village's name: 费家木桥."""


def take_beside(state: State) -> bool:
    """A crossing, distance or nearness in the middle of the text, behind what it is said of."""
    match = _BESIDE.match(state.text, state.position) if state.after is not None else None
    return match is not None and state.add(Part(match.lastgroup or ""), match[0], match.end())


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
    if part in _NUMBERED_WORDS and match[0] not in _NAMED_GROUPS:
        return _take_numbered(state, part, match)
    if start == state.position and not _is_name(part, match[0]):
        return False
    part = _meaning(state, part, match)
    if part is Part.LEFTOVER or (end - state.position > _LONGEST_NAME and part is not Part.COMPOUND):
        return False
    if part is Part.OCCUPANT:
        end = _end_of_occupant(state, end)
    name = state.text[state.position : end]
    return state.add(part, place_name(name) if part in (Part.STREET, Part.COMMUNITY) else name, end)


def _end_of_occupant(state: State, end: int) -> int:
    """The name of who is there goes on to the next number or boundary: 杭州某某公司|仓库."""
    while end < state.limit and state.text[end].isalpha():
        end += 1
    return end


def _is_name(part: Part, word: str) -> bool:
    """Whether a telling word is a name by itself: 104国道, 6号大街, 经济开发区."""
    return word[0].isascii() or part is Part.ZONE or "号" in word


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
    if part is Part.GROUP and match[0] == "组" and Part.COMMUNITY not in filled:
        return Part.LEFTOVER
    if part is Part.STREET:
        if Part.STREET in filled and not match[0].startswith("街道") and not _is_repeated(state, match.end()):
            return Part.LEFTOVER
        late = filled & {Part.ROAD, Part.COMMUNITY} and not match[0].startswith("街道")
    elif part is Part.COMMUNITY:
        late = match[0] == "村" and placed
    else:
        late = placed - {Part.COMPOUND} and not state.text[match.end() : match.end() + 1].isdigit()
    return Part.LEFTOVER if late and part in (Part.STREET, Part.COMMUNITY, Part.ROAD) else part


def _is_repeated(state: State, end: int) -> bool:
    return state.values.get(Part.STREET) == place_name(state.text[state.position : end])


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
    if len(name) > 1 and name.isalnum() and not name.isdecimal():
        occupied = state.values.keys() & INSIDE
        return state.add(Part.OCCUPANT, name, end) if occupied else state.doubt(Part.COMPOUND, name, end)
    whole = state.gazetteer.completion(name[:-1]) if name.endswith(LOST) else None
    return state.add(Part.LEFTOVER, name, end) if whole is None else state.doubt(whole.part, whole.name, end)
