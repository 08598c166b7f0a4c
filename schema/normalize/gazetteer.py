"""The gazetteer: names of streets, communities, roads and compounds, learned from reference records.

A value: built once from (name, entry) pairs, never changed.  An alias (former name, other spelling) leads to the
entry of the official name.  Empty, it knows nothing and the grammar works alone.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schema.normalize.address.components import Part


_TOWN = re.compile(r"(?:街道|镇|乡)$")


class Entry(NamedTuple):
    """One place under its official name, and where it lies as far as the references say."""

    part: Part
    """STREET, COMMUNITY, ROAD or COMPOUND."""
    name: str
    street: str
    """Empty: not known.  A road that crosses three streets has three entries."""
    community: str


class Match(NamedTuple):
    """A name of the gazetteer found in a text."""

    end: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """Finds the longest known name at a place of a text."""

    def __init__(self, names: Iterable[tuple[str, Entry]] = (), districts: Iterable[str] = ()) -> None:
        """`names` are cleaned as the parser cleans texts; `districts` are the names of the home district, old and new."""
        self._entries = _grouped(names)
        self._lengths = _lengths(self._entries)
        self.districts = frozenset(districts)
        self._stems = _grouped(_stems(self._entries, self.districts))
        self._stem_lengths = _lengths(self._stems)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def entries(self, name: str) -> tuple[Entry, ...]:
        """The places that bear the name; none where it is unknown."""
        return self._entries.get(name, ())

    def longest(self, text: str, start: int) -> Iterator[Match]:
        """The known names that begin at `start`, the longest first."""
        return _matches(self._entries, self._lengths, text, start)

    def stems(self, text: str, start: int) -> Iterator[Match]:
        """Streets and home districts that stand at `start` without their suffix (乔司, 余杭), the longest first."""
        return _matches(self._stems, self._stem_lengths, text, start)

    def begins(self, text: str, start: int) -> bool:
        """Whether a known name, in full or a street without its suffix, stands at `start`."""
        return any(True for _ in self.longest(text, start)) or any(True for _ in self.stems(text, start))

    @property
    def version(self) -> str:
        """A digest of everything it knows: equal gazetteers have equal versions."""
        digest = hashlib.sha256("\n".join(sorted(self.districts)).encode())
        for name, entries in self._entries.items():
            digest.update(f"\n{name}\t{entries}".encode())
        return digest.hexdigest()[:16]


def _grouped(names: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, set[Entry]] = {}
    for name, entry in names:
        found.setdefault(name, set()).add(entry)
    return {name: tuple(sorted(entries)) for name, entries in sorted(found.items())}


def _stems(entries: dict[str, tuple[Entry, ...]], districts: Iterable[str]) -> Iterator[tuple[str, Entry]]:
    for name, bearers in entries.items():
        stem = _TOWN.sub("", name)
        if len(stem) >= 2 and stem != name:
            yield from ((stem, bearer) for bearer in bearers if bearer.part is Part.STREET)
    for district in districts:
        if len(district) > 2:
            yield district[:-1], Entry(Part.DISTRICT, district, "", "")


def _matches(
    names: dict[str, tuple[Entry, ...]], lengths: dict[str, tuple[int, ...]], text: str, start: int
) -> Iterator[Match]:
    for length in lengths.get(text[start : start + 2], ()):
        entries = names.get(text[start : start + length])
        if entries is not None and start + length <= len(text):
            yield Match(start + length, entries)


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for name in names:
        if len(name) >= 2:
            found.setdefault(name[:2], set()).add(len(name))
    return {prefix: tuple(sorted(lengths, reverse=True)) for prefix, lengths in found.items()}


EMPTY = Gazetteer()
