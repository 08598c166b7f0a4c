"""Names that need no grammar: the divisions of the country, and what the gazetteer knows.

Every step takes a name at the state's position and says whether it did.
"""

import re

from schema.normalize.address.components import Part
from schema.normalize.address.divisions import Divisions, Name, full_division, read_divisions
from schema.normalize.address.repairs import begins_parted
from schema.normalize.address.state import DIVISIONS, INSIDE, State
from schema.normalize.address.words import CONTINUES, WORD
from schema.normalize.gazetteer import Entry, Match

_COUNTRY = re.compile(r"(?:中华人民共和国|中国)(?=[^ ]{2,8}[省市区])")
_UNKNOWN = re.compile(r"[^ \d]{1,3}[省市区县](?=[^ \d]{2,6}[市区县])")
_ORDER = (Part.DISTRICT, Part.STREET, Part.COMMUNITY, Part.HAMLET, Part.ROAD, Part.COMPOUND)
_NAMED_SOON = frozenset({Part.STREET, Part.COMMUNITY, Part.ROAD})
_SOON = 6
_ESTATE = "小区"


def take_divisions(state: State) -> None:
    """Province, city and county at the beginning, also behind a country or a misspelt province (渐江省|杭州市)."""
    found = read_divisions(state.text)
    if (country := _COUNTRY.match(state.text)) is not None:
        found = _behind(state, Part.COUNTRY, country.end())
    elif not found.found and (unknown := _UNKNOWN.match(state.text)) is not None:
        found = _behind(state, Part.LEFTOVER, unknown.end())
    for part, name, start, end in found.found:
        state.position = start
        state.add(part, name, end)
    state.codes = found.codes


def _behind(state: State, part: Part, start: int) -> Divisions:
    found = read_divisions(state.text[start:])
    if not found.found:
        return found
    state.add(part, state.text[:start], start)
    moved = tuple((kind, name, begin + start, end + start) for kind, name, begin, end in found.found)
    return found._replace(found=moved)


def take_known(state: State) -> bool:
    """A name of the gazetteer, or one with a slip in its last word."""
    for match in state.gazetteer.longest(state.text, state.position):
        entry, end = _in_context(state, _choose(state, match.entries), match), match.end
        if entry.part is Part.COMPOUND and state.text.startswith(_ESTATE, end):
            end += len(_ESTATE)
        if not CONTINUES.match(state.text, end):
            return state.add(entry.part, entry.name, end)
    slip = state.gazetteer.slip(state.text, state.position)
    if slip is None:
        return False
    entry = _choose(state, slip.entries)
    return state.doubt(entry.part, entry.name, slip.end)


def _choose(state: State, entries: tuple[Entry, ...]) -> Entry:
    """One entry to name what stands here: of a part not filled yet, in the order in which addresses go.

    A natural village stands only in its own village for itself, where a road or compound has its name.
    """
    if len(entries) == 1:
        return entries[0]
    return min(entries, key=lambda entry: (_is_unfit(state, entry), _ORDER.index(entry.part), entry))


def _is_unfit(state: State, entry: Entry) -> tuple[bool, bool]:
    bearers = state.gazetteer.entries(entry.name) if entry.part is Part.HAMLET else ()
    is_far = bool(bearers) and not any(_agrees(state, one) for one in bearers if one.part is Part.HAMLET)
    return entry.part in state.values, is_far


def _in_context(state: State, entry: Entry, match: Match) -> Entry:
    """The entry, or, where the name stands for several places of its kind, the one in the street and community that the
    text names; where that leaves several, the name as written: none of them.
    """
    if sum(other.part is entry.part for other in match.entries) == 1:
        return entry
    name = state.text[state.position : match.end]
    bearers = [other for other in state.gazetteer.entries(name) if other.part is entry.part]
    named = {other.name for other in bearers if _agrees(state, other)} or {other.name for other in bearers}
    meant = name if name in named else named.pop() if len(named) == 1 else name
    return next((other for other in bearers if other.name == meant), Entry(entry.part, name, "", ""))


def _agrees(state: State, entry: Entry) -> bool:
    street, community = state.values.get(Part.STREET), state.values.get(Part.COMMUNITY)
    return street in (None, entry.street) and community in (None, entry.community)


def take_repeated(state: State) -> bool:
    """A division that was read already, in full or short; or the district after all, where it comes late."""
    division = full_division(state.text, state.position)
    if division is None:
        return _take_repeated_stem(state)
    end = state.position + len(division.name)
    if state.values.get(division.part) == division.name:
        return state.add(Part.REPEATED, division.name, end)
    if _leads_back(state, division, end):
        return state.add(Part.REPEATED, division.name, end)
    if division.part is Part.DISTRICT and Part.DISTRICT not in state.values and len(division.name) > 2:
        state.codes = (division.code,)
        return state.add(Part.DISTRICT, division.name, end)
    if division.part is Part.DISTRICT and len(division.name) > 2 and _town_follows(state, end):
        return state.add(Part.LEFTOVER, division.name, end)
    return _take_repeated_stem(state)


def _leads_back(state: State, division: Name, end: int) -> bool:
    """A wider division that is said late, before the district once more: 滨江区|浙江省|杭州市|滨江区."""
    district, width = state.values.get(Part.DISTRICT), {Part.PROVINCE: 2, Part.CITY: 4}.get(division.part)
    if district is None or width is None or not state.text.find(district, end) >= 0:
        return False
    return any(code[:width] == division.code[:width] for code in state.codes)


def _take_repeated_stem(state: State) -> bool:
    """余杭区|余杭|五常街道; but 余杭塘路 is a road."""
    for read in state.parts:
        stem = read.value[:-1]
        if read.part in DIVISIONS and len(stem) > 1 and state.text.startswith(stem, state.position):
            end = state.position + len(stem)
            if _town_follows(state, end):
                return state.add(Part.REPEATED, read.value, end)
    return False


def _town_follows(state: State, start: int) -> bool:
    match = WORD.search(state.text, start)
    return match is not None and match.lastgroup == Part.STREET and 1 < match.start() - start <= _SOON


def take_stem(state: State) -> bool:
    """A street or district without its suffix, where a name follows: 余杭|乔司|永和苑."""
    if state.values.keys() & INSIDE:
        return False  # behind a room stands who is there: 501室|杭州某某公司
    for match in state.gazetteer.stems(state.text, state.position):
        if not CONTINUES.match(state.text, match.end) and _goes_on(state, match.end):
            entry = _choose(state, match.entries)
            return state.add(entry.part, entry.name, match.end)
    return False


def _goes_on(state: State, start: int) -> bool:
    """Whether a known name, another stem, or a name with a telling end begins at `start`."""
    if state.gazetteer.begins(state.text, start) or _begins_name(state, start) or begins_parted(state, start):
        return True
    match = WORD.search(state.text, start)
    return match is not None and match.lastgroup == Part.COMPOUND and match.start() - start > 1


def _begins_name(state: State, start: int) -> bool:
    """Whether a street, community or road with a name of its own begins at `start`."""
    match = WORD.search(state.text, start)
    return match is not None and 1 <= match.start() - start <= _SOON and match.lastgroup in _NAMED_SOON
