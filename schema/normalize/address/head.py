"""The names of an address: divisions, street, community, road, compound, in the order in which they stand.

Where a name of the gazetteer stands, it is taken; elsewhere the words that end names decide (`words`).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from schema.normalize.address.characters import LOST
from schema.normalize.address.components import Part
from schema.normalize.address.divisions import Divisions, full_division, read_divisions
from schema.normalize.address.numerals import canonical_number
from schema.normalize.address.tail import Read, read_tail
from schema.normalize.address.tokens import number_run, starts_with_house_number
from schema.normalize.address.words import CONTINUES, WORD, place_name
from schema.normalize.gazetteer import EMPTY, Entry, Gazetteer

_JOINTS = re.compile(r"(?:[ \-、]|(?:(?<=[路街弄巷])|(?<=大道))[与和及暨])*")
_UNKNOWN_PREFIX = re.compile(r"[^ \d]{1,3}[省市区县](?=[^ \d]{2,6}[市区县])")
_NUMERAL_SUFFIX = re.compile(r"第?(.+?)(村民小组|小组|组|生产队|队|弄|巷|期|区|片区?|组团|标段)")
_SUFFIX_WORDS = {"村民小组": "组", "小组": "组", "生产队": "队", "片区": "片"}
_ASIDE = frozenset({Part.REPEATED, Part.LEFTOVER, Part.OCCUPANT, Part.PROVINCE, Part.CITY, Part.DISTRICT})
_ONCE = frozenset({Part.DISTRICT, Part.STREET, Part.COMMUNITY, Part.LANE, Part.GROUP, Part.NUMBER})
_ORDER = (Part.DISTRICT, Part.STREET, Part.COMMUNITY, Part.HAMLET, Part.ROAD, Part.COMPOUND)
_NUMBERED_WORDS = frozenset({Part.GROUP, Part.LANE, Part.PHASE})
_NAME_GOES_ON = frozenset("线桥码港井院地路塘")
"""After '1号' these make it part of a name: 1号码头."""
_LONGEST_NAME = 12
_LONGEST_HAMLET = 4


class Head(NamedTuple):
    """`after` is the part that the numbered end follows; `codes` those of the deepest division."""

    parts: tuple[Read, ...]
    doubts: frozenset[Part]
    codes: tuple[str, ...]
    after: Part | None
    is_hamlet: bool
    """The last name may be a natural village: it is one where a house number follows (see `settled`)."""


@lru_cache(maxsize=400_000)
def read_head(text: str, gazetteer: Gazetteer = EMPTY) -> Head:
    """The components of a clean text without its numbered end."""
    return _Reader(text, gazetteer).read()


def settled(head: Head, tail: str) -> Head:
    """The head as its numbered end decides: 五星村张家埭|12号 has a natural village, 五星村永和苑|3幢 a compound."""
    if not head.is_hamlet or not starts_with_house_number(tail):
        return head
    last = head.parts[-1]._replace(part=Part.HAMLET)
    doubts = head.doubts - {Part.COMPOUND} | {Part.HAMLET}
    return head._replace(parts=(*head.parts[:-1], last), after=Part.HAMLET, doubts=doubts)


class _Reader:
    """Reads one head; `position` moves over the text while `parts` grow."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.position = 0
        self.parts: list[Read] = []
        self.doubts: set[Part] = set()
        self.codes: tuple[str, ...] = ()

    def read(self) -> Head:
        self.divisions()
        while self.skip_joints() < len(self.text):
            _ = self.known() or self.repeated() or self.stem() or self.word() or self.rest()
        return Head(tuple(self.parts), frozenset(self.doubts), self.codes, self.after, self.ends_in_hamlet())

    def ends_in_hamlet(self) -> bool:
        if len(self.parts) < 2 or Part.COMPOUND not in self.doubts or self.value(Part.ROAD) is not None:
            return False
        village, name = self.parts[-2:]
        in_village = village.part is Part.GROUP or (village.part is Part.COMMUNITY and village.value.endswith("村"))
        return in_village and name.part is Part.COMPOUND and len(name.value) <= _LONGEST_HAMLET

    @property
    def after(self) -> Part | None:
        return next((read.part for read in reversed(self.parts) if read.part not in _ASIDE), None)

    def value(self, part: Part) -> str | None:
        return next((read.value for read in self.parts if read.part is part), None)

    def skip_joints(self) -> int:
        match = _JOINTS.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.position

    def add(self, part: Part, value: str, end: int) -> bool:
        """Takes the text up to `end`; a second street or number is a repetition, or left over where it differs."""
        if part in _ONCE and (earlier := self.value(part)) is not None:
            part = Part.REPEATED if earlier == value else Part.LEFTOVER
        self.parts.append(Read(part, value, self.position, end))
        self.position = end
        return True

    def divisions(self) -> None:
        found = read_divisions(self.text)
        if not found.found and (prefix := _UNKNOWN_PREFIX.match(self.text)) is not None:
            found = self.divisions_behind(prefix.end())
        for part, name, start, end in found.found:
            self.position = start
            self.add(part, name, end)
        self.codes = found.codes

    def divisions_behind(self, start: int) -> Divisions:
        """The divisions behind a misspelt one: 渐江省|杭州市余杭区."""
        found = read_divisions(self.text[start:])
        if not found.found:
            return found
        self.add(Part.LEFTOVER, self.text[:start], start)
        moved = tuple((part, name, begin + start, end + start) for part, name, begin, end in found.found)
        return found._replace(found=moved)

    def known(self) -> bool:
        for match in self.gazetteer.longest(self.text, self.position):
            entry = self.choose(match.entries)
            end = match.end
            if entry.part is Part.COMPOUND and self.text.startswith("小区", end):
                end += 2
            if not CONTINUES.match(self.text, end):
                return self.add(entry.part, entry.name, end)
        slip = self.gazetteer.slip(self.text, self.position)
        if slip is not None:
            entry = self.choose(slip.entries)
            self.doubts.add(entry.part)
            return self.add(entry.part, entry.name, slip.end)
        return False

    def choose(self, entries: tuple[Entry, ...]) -> Entry:
        """One entry to name what stands here: of a part not filled yet, in the order in which addresses go."""
        return min(entries, key=lambda entry: (self.value(entry.part) is not None, _ORDER.index(entry.part), entry))

    def repeated(self) -> bool:
        """A division that was read already, in full or short; or the district after all, where it comes late."""
        division = full_division(self.text, self.position)
        if division is not None:
            end = self.position + len(division.name)
            if self.value(division.part) == division.name:
                return self.add(Part.REPEATED, division.name, end)
            if division.part is Part.DISTRICT and self.value(Part.DISTRICT) is None and len(division.name) > 2:
                self.codes = (division.code,)
                return self.add(Part.DISTRICT, division.name, end)
        return self.repeated_stem()

    def repeated_stem(self) -> bool:
        for read in self.parts:
            stem = read.value[:-1]
            if read.part in _ASIDE and len(stem) > 1 and self.text.startswith(stem, self.position):
                end = self.position + len(stem)
                if end < len(self.text) and not CONTINUES.match(self.text, end) and self.begins_name(end):
                    return self.add(Part.REPEATED, read.value, end)
        return False

    def stem(self) -> bool:
        """A street or district without its suffix, where a name follows: 余杭|乔司|永和苑."""
        for match in self.gazetteer.stems(self.text, self.position):
            if not CONTINUES.match(self.text, match.end) and self.goes_on(match.end):
                entry = self.choose(match.entries)
                return self.add(entry.part, entry.name, match.end)
        return False

    def goes_on(self, start: int) -> bool:
        """Whether a known name, another stem, or a name with a telling end begins at `start`."""
        if self.gazetteer.begins(self.text, start) or self.begins_name(start):
            return True
        match = WORD.search(self.text, start)
        return match is not None and match.lastgroup == Part.COMPOUND and match.start() - start >= 2

    def begins_name(self, start: int) -> bool:
        """Whether a street, community or road with a name of its own begins at `start`."""
        match = WORD.search(self.text, start)
        return match is not None and 1 <= match.start() - start <= 6 and match.lastgroup in _NAMED_SOON

    def word(self) -> bool:
        limit = self.limit()
        for match in WORD.finditer(self.text, self.position, limit):
            kind = match.lastgroup or ""
            if kind == "run":
                if self.run(match.start(), limit):
                    return True
            elif self.ends_name(Part(kind), match):
                return True
        return False

    def limit(self) -> int:
        boundary = self.text.find(" ", self.position)
        return len(self.text) if boundary < 0 else boundary

    def run(self, start: int, limit: int) -> bool:
        """A numbered piece amid names: '168号' in 世纪大道168号理想国际大厦."""
        end = number_run(self.text, start)
        tail = read_tail(self.text[start:end], self.after if start == self.position else Part.COMPOUND)
        if not tail.parts or not self.is_apart(start, end, limit):
            return False
        self.before(start, tail.parts[0].part)
        for read in tail.parts:
            self.position = start + read.start
            self.add(read.part, read.value, start + read.end)
        self.position = end
        self.doubts |= tail.doubts
        return True

    def is_apart(self, start: int, end: int, limit: int) -> bool:
        """Whether the numbers stand for themselves and are no part of a name such as 阳光100小区."""
        if end >= limit:
            return True
        last = self.text[end - 1]
        if self.text[end] in _NAME_GOES_ON and last == "号":
            return False
        return not last.isdigit() or (start == self.position and self.after in (Part.ROAD, Part.LANE))

    def before(self, start: int, following: Part) -> None:
        """Names what stands between the last component and `start`."""
        name = self.text[self.position : start]
        if not name:
            return
        hamlet = self.after in (Part.COMMUNITY, Part.GROUP) and following is Part.NUMBER and len(name) <= _LONGEST_HAMLET
        part = Part.HAMLET if hamlet else Part.COMPOUND
        self.doubts.add(part)
        self.add(part, name, start)

    def ends_name(self, part: Part, match: re.Match[str]) -> bool:
        start, end = match.span()
        if part in _NUMBERED_WORDS and match[0] != "自然村":
            return self.numbered_word(part, match)
        if start == self.position and not match[0][0].isascii():
            return False
        part = self.settle(part, match)
        if part is Part.LEFTOVER or (end - self.position > _LONGEST_NAME and part is not Part.COMPOUND):
            return False
        return self.add(part, _name_value(part, self.text[self.position : end]), end)

    def numbered_word(self, part: Part, match: re.Match[str]) -> bool:
        number = _NUMERAL_SUFFIX.fullmatch(match[0])
        start, end = match.span()
        if number is None:
            value = match[0]
        else:
            value = canonical_number(number[1]) + _SUFFIX_WORDS.get(number[2], number[2])
        name = self.text[self.position : start]
        if part is Part.PHASE and len(name) == 1:
            value = name + value
        elif part is Part.LANE and name:
            return self.add(Part.ROAD, self.text[self.position : end], end)
        else:
            self.before(start, part)
        return self.add(part, value, end)

    def settle(self, part: Part, match: re.Match[str]) -> Part:
        """What the word means after what was read; LEFTOVER where it ends nothing."""
        filled = {read.part for read in self.parts}
        if part in (Part.COMPOUND, Part.ZONE) and filled & _INSIDE:
            return Part.OCCUPANT
        placed = filled & {Part.NUMBER, Part.BUILDING, Part.COMPOUND}
        name = match.start() - self.position
        if part is Part.STREET and filled & {Part.ROAD, Part.COMMUNITY} and not match[0].startswith("街道"):
            return Part.LEFTOVER
        if part is Part.COMMUNITY and match[0] == "村" and placed:
            return Part.LEFTOVER
        if part is Part.ROAD and placed - {Part.COMPOUND} and not self.text[match.end() : match.end() + 1].isdigit():
            return Part.LEFTOVER
        if part is Part.ZONE and filled & {Part.ROAD, Part.NUMBER}:
            return Part.COMPOUND
        if part is Part.COMPOUND and match[0] == "新村" and name == 1 and not placed | (filled & {Part.COMMUNITY, Part.ROAD}):
            return Part.COMMUNITY
        return part

    def rest(self) -> bool:
        """Whatever stands up to the next boundary: a name without a telling end, or what an occupant added."""
        end = self.limit()
        name = self.text[self.position : end]
        if len(name) < 2 or not name.isalnum():
            whole = self.gazetteer.completion(name[:-1]) if name.endswith(LOST) else None
            return self.add(Part.LEFTOVER, name, end) if whole is None else self.add(whole.part, whole.name, end)
        if any(read.part in _INSIDE for read in self.parts):
            return self.add(Part.OCCUPANT, name, end)
        self.doubts.add(Part.COMPOUND)
        return self.add(Part.COMPOUND, name, end)


_INSIDE = frozenset({Part.BUILDING, Part.UNIT, Part.FLOOR, Part.ROOM})
_NAMED_SOON = frozenset({Part.STREET, Part.COMMUNITY, Part.ROAD})


def _name_value(part: Part, written: str) -> str:
    return place_name(written) if part in (Part.STREET, Part.COMMUNITY) else written
