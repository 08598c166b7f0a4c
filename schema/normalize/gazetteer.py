"""The gazetteer: names of streets, communities, roads and compounds, learned from reference records.

A value: built once from (name, entry) pairs, never changed.  An alias (former name, other spelling) leads to the
entry of the official name.  Empty, it knows nothing and the grammar works alone.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import starmap
from typing import NamedTuple

from schema.normalize.address.components import Part
from schema.normalize.name_index import SHORTEST, NameIndex
from schema.normalize.pinyin import reading
from schema.normalize.similar_shapes import likeness

_TOWN = re.compile(r"(?:街道|镇|乡)$")
_SHORTEST_SLIP = 3
_WORD_ENDED = frozenset({Part.STREET, Part.COMMUNITY, Part.ROAD})
"""Their names end with a word (街道, 村, 路), without which the grammar could not see them."""


class Entry(NamedTuple):
    """One place under its official name, and where it lies as far as the references say."""

    part: Part
    """STREET, COMMUNITY, HAMLET, ROAD or COMPOUND."""
    name: str
    street: str
    """Empty: not known.  A road that crosses three streets has three entries."""
    community: str


class Match(NamedTuple):
    """A name of the gazetteer found in a text, with one entry for each part and official name that it may stand for."""

    end: int
    entries: tuple[Entry, ...]


_Names = dict[str, tuple[Entry, ...]]


class Gazetteer:
    """Finds the longest known name at a place of a text."""

    def __init__(self, names: Iterable[tuple[str, Entry]] = (), districts: Iterable[str] = ()) -> None:
        """`names` are cleaned as the parser cleans texts; `districts` are the home district's names, old and new."""
        self._entries = _grouped(names)
        self.districts = frozenset(districts)
        self._names = NameIndex(_once(self._entries))
        self._stems = NameIndex(_once(_grouped(_stems(self._entries, self.districts))))
        self._fronts = NameIndex(_once(_fronts(self._entries)))
        self._sorted = sorted(self._entries)

    def at_home_in(self, districts: Iterable[str]) -> "Gazetteer":
        """The same names in another district."""
        return Gazetteer(((name, entry) for name, entries in self._entries.items() for entry in entries), districts)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The places that bear the name; none where it is unknown."""
        return self._entries.get(name, ())

    def longest(self, text: str, start: int) -> Iterator[Match]:
        """The known names that begin at `start`, the longest first."""
        return starmap(Match, self._names.at(text, start))

    def stems(self, text: str, start: int) -> Iterator[Match]:
        """Streets and home districts that stand at `start` without their suffix (乔司, 余杭), the longest first."""
        return starmap(Match, self._stems.at(text, start))

    def begins(self, text: str, start: int) -> bool:
        """Whether a known name, in full or a street without its suffix, stands at `start`."""
        return any(True for _ in self.longest(text, start)) or any(True for _ in self.stems(text, start))

    def slip(self, text: str, start: int) -> Match | None:
        """A street, community or road at `start` with a look-alike or homophone in its last word: 五城络 for 五城路,
        乔司衙道 for 乔司街道; None where several names come into question.
        """
        for _, found in self._fronts.at(text, start):
            alike = [entry for entry in found if _differs_in_end(text[start : start + len(entry.name)], entry.name)]
            if len({entry.name for entry in alike}) == 1:
                return Match(start + len(alike[0].name), tuple(alike))
        return None

    def completion(self, beginning: str) -> Entry | None:
        """The one place whose name begins so; None where there are none or several."""
        if len(beginning) < _SHORTEST_SLIP:
            return None
        found = {entry.name: entry for name in self._beginning(beginning) for entry in self._entries[name]}
        return next(iter(found.values())) if len(found) == 1 else None

    def _beginning(self, beginning: str) -> list[str]:
        low = bisect_left(self._sorted, beginning)
        high = bisect_left(self._sorted, beginning + chr(0x10FFFF))
        return self._sorted[low:high]

    @property
    def version(self) -> str:
        """A digest of everything it knows: equal gazetteers have equal versions."""
        digest = hashlib.sha256("\n".join(sorted(self.districts)).encode())
        for name, entries in self._entries.items():
            digest.update(f"\n{name}\t{entries}".encode())
        return digest.hexdigest()[:16]


def is_slip(written: str, meant: str) -> bool:
    """Whether two different characters look or sound alike."""
    if written == meant or written.isascii() or meant.isascii():
        return False
    return likeness(written, meant) > 0 or reading(written) == reading(meant)


def _differs_in_end(written: str, name: str) -> bool:
    if len(written) != len(name):
        return False
    differing = [(one, other) for one, other in zip(written[-2:], name[-2:], strict=True) if one != other]
    return len(differing) == 1 and is_slip(*differing[0])


def _grouped(names: Iterable[tuple[str, Entry]]) -> _Names:
    found: dict[str, set[Entry]] = {}
    for name, entry in names:
        found.setdefault(name, set()).add(entry)
    return {name: tuple(sorted(entries)) for name, entries in sorted(found.items())}


def _once(names: _Names) -> _Names:
    """The first entry of each part and official name: wherever it lies, it reads the same."""
    return {name: tuple({entry[:2]: entry for entry in reversed(entries)}.values()) for name, entries in names.items()}


def _stems(entries: _Names, districts: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    for name, bearers in entries.items():
        stem = _TOWN.sub("", name)
        if len(stem) >= SHORTEST and stem != name:
            yield from ((stem, bearer) for bearer in bearers if bearer.part is Part.STREET)
    for district in districts:
        if len(district) > SHORTEST:
            yield district[:-1], Entry(Part.DISTRICT, district, "", "")


def _fronts(entries: _Names) -> _Names:
    """Official names by what stands before their last one, or two, characters."""
    official = [
        (name, bearer)
        for name, bearers in entries.items()
        for bearer in bearers
        if bearer.part in _WORD_ENDED and bearer.name == name and len(name) >= _SHORTEST_SLIP
    ]
    pairs = [(name[:-1], bearer) for name, bearer in official]
    two_words = [(name, bearer) for name, bearer in official if name.endswith(("街道", "大道", "社区"))]
    return _grouped(pairs + [(name[:-2], bearer) for name, bearer in two_words])


EMPTY = Gazetteer()
