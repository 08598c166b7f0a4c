"""Lists of records by key, kept sorted: who has a key is found by bisection, in memory or in a mapped file alike.

An entry is one 64-bit integer: 40 bits of the key, as blocking tells keys apart, and 24 bits of the slot, the number
under which an index knows one version of a record.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matching.columns import Flags, Ints, Rows
from matching.grouping import ROW_BITS, distinct_sorted
from matching.hashing import Hashes

MOST_SLOTS = 1 << ROW_BITS
_BITS = np.uint64(ROW_BITS)
_SLOT = np.uint64(MOST_SLOTS - 1)
_FEW = 6
"""Entries of a key up to which it is quicker to look at the next one than to search for the last."""
_MANY = 100
"""Of so many slots one: from there on marking them is quicker than sorting."""
_EMPTY = np.zeros(0, dtype=np.uint64)


class Entries(NamedTuple):
    """Rows or slots and the whole hashes of their keys."""

    rows: Ints
    keys: Hashes

    def where(self, chosen: Flags) -> "Entries":
        return Entries(self.rows[chosen], self.keys[chosen])

    @property
    def short(self) -> Hashes:
        """The keys as blocking tells them apart."""
        return self.keys >> _BITS

    def numbered(self) -> tuple[Hashes, Ints]:
        """The distinct short keys, ascending, and for each entry the number of its own."""
        packed = self.keys >> _BITS << _BITS
        packed |= np.arange(len(packed), dtype=np.uint64)
        packed.sort()
        short = packed >> _BITS
        is_first = np.append(True, short[1:] != short[:-1])[: len(short)]
        numbers = np.empty(len(short), dtype=np.int64)
        numbers[(packed & _SLOT).astype(np.int64)] = np.cumsum(is_first) - 1
        return short[is_first], numbers


NOTHING = Entries(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64))


def joined(*parts: Entries) -> Entries:
    return Entries(np.concatenate([part.rows for part in parts]), np.concatenate([part.keys for part in parts]))


class Members(NamedTuple):
    """For each key asked for, by its number, the slots that have it; each once."""

    asked: Ints
    slots: Ints

    def where(self, chosen: Flags) -> "Members":
        return Members(self.asked[chosen], self.slots[chosen])


class Looked(NamedTuple):
    """What was looked up once: distinct ascending keys, and who is listed under them."""

    keys: Hashes
    members: Members

    def of(self, keys: Hashes) -> Members:
        """The same of some of these keys."""
        numbers = np.full(len(self.keys), -1, dtype=np.int64)
        numbers[np.searchsorted(self.keys, keys)] = np.arange(len(keys))
        asked = numbers[self.members.asked]
        chosen = asked >= 0
        return Members(asked[chosen], self.members.slots[chosen])


@dataclass(frozen=True)
class Postings:
    """What a whole run wrote, which never changes, and what nights have added since; each ascending."""

    base: Hashes
    added: Hashes

    @classmethod
    def of(cls, entries: Entries) -> "Postings":
        return cls(_packed(entries), _EMPTY)

    def with_entries(self, entries: Entries) -> "Postings":
        return Postings(self.base, distinct_hashes(np.concatenate((self.added, _packed(entries)))))

    def members(self, short: Hashes, alive: Flags) -> Members:
        """The living slots of distinct ascending keys; `alive` by slot."""
        parts = [_found(packed, short) for packed in (self.base, self.added)]
        asked, slots = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
        chosen = slots < len(alive)
        chosen[chosen] = alive[slots[chosen]]
        return Members(asked[chosen], slots[chosen])


def _packed(entries: Entries) -> Hashes:
    packed = entries.keys >> _BITS << _BITS
    packed |= entries.rows.astype(np.uint64)
    packed.sort()
    return packed


def distinct_hashes(hashes: Hashes) -> Hashes:
    """Each once, ascending; a sort of integers, which is faster here than numpy's hash table."""
    ordered = np.sort(hashes)
    return np.asarray(ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]])


def are_among(hashes: Hashes, some: Hashes) -> Flags:
    """Which hashes are among some distinct ascending ones."""
    place = np.searchsorted(some, hashes)
    found = place < len(some)
    found[found] = some[place[found]] == hashes[found]
    return found


def _found(packed: Hashes, short: Hashes) -> Members:
    first = np.searchsorted(packed, short << _BITS)
    known = np.flatnonzero(first < len(packed))
    known = known[packed[first[known]] >> _BITS == short[known]]
    starts = first[known]
    lengths = _lengths(packed, starts, short[known])
    places = np.arange(int(lengths.sum()), dtype=np.int64)
    places += np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return Members(np.repeat(known, lengths), (packed[places] & _SLOT).astype(np.int64))


def _lengths(packed: Hashes, starts: Ints, short: Hashes) -> Ints:
    """How many entries each key has from its first one on; most have few, which are counted one by one."""
    lengths, left = np.ones(len(starts), dtype=np.int64), np.arange(len(starts))
    for step in range(1, _FEW):
        left = left[starts[left] + step < len(packed)]
        left = left[packed[starts[left] + step] >> _BITS == short[left]]
        lengths[left] += 1
    if len(left):
        lengths[left] = np.searchsorted(packed, short[left] << _BITS | _SLOT, side="right") - starts[left]
    return lengths


def chosen_slots(slots: int, *parts: Ints | Rows) -> Ints:
    """The slots that occur in some part, each once, ascending."""
    if sum(map(len, parts)) < slots // _MANY:
        return distinct_sorted(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
    return np.flatnonzero(chosen_flags(slots, *parts))


def chosen_flags(slots: int, *parts: Ints | Rows) -> Flags:
    """Of each slot, whether it occurs in some part."""
    is_chosen = np.zeros(slots, dtype=bool)
    for part in parts:
        is_chosen[part] = True
    return is_chosen
