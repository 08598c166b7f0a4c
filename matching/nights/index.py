"""What a run knew of the records of one kind, so that the next one need not find it again."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from matching.columns import Flags, Ints
from matching.hashing import Hashes
from matching.nights.grown import Grown, Patched
from matching.nights.pairs import AllPairs
from matching.nights.postings import Members, Postings
from matching.nights.rows import InputRows
from matching.nights.statistics import Tallies
from matching.term_frequency import Yardstick

NO_SLOT = -1


@dataclass(frozen=True)
class Slots:
    """One version of a record a slot: its number never changes and is never given again."""

    record_ids: Grown
    """Those of a whole run ascend."""
    alive: Flags
    """Whether it is the version that is there now."""
    asked: Grown
    """`entries.asked_bits`."""

    def __len__(self) -> int:
        return len(self.alive)

    def slots_of(self, record_ids: Ints) -> Ints:
        """The living slots of records, NO_SLOT for unknown ones."""
        first = len(self.record_ids.base)
        slots = _places(self.record_ids.base, record_ids)
        known = np.flatnonzero(slots != NO_SLOT)
        slots[known[~self.alive[slots[known]]]] = NO_SLOT
        later = first + np.flatnonzero(self.alive[first:])
        later = later[np.argsort(self.record_ids[later])]
        behind = np.append(later, NO_SLOT)[_places(self.record_ids[later], record_ids)]
        return np.where(behind == NO_SLOT, slots, behind)


def _places(known: Ints, wanted: Ints) -> Ints:
    """Where each wanted number stands among ascending ones, -1 for those that are not there."""
    places = np.searchsorted(known, wanted)
    places[places == len(known)] = -1
    inside = np.flatnonzero(places >= 0)
    places[inside[known[places[inside]] != wanted[inside]]] = -1
    return places


@dataclass(frozen=True)
class Index:
    """All of it; every run makes a new one of an old one."""

    slots: Slots
    postings: Mapping[str, Postings]
    tallies: Tallies
    yardstick: Yardstick
    """Of the last whole run: what the weights of all pairs are measured by."""
    pairs: AllPairs
    component: Patched
    """For each slot a slot of its connected component, the same one for all of them."""
    rows: InputRows
    decisions: pa.Table
    """left_id, right_id, judgement of the decisions that the run knew."""
    base: str = ""
    """The folder of what a whole run wrote, where it is on the disk."""

    def members(self, name: str, short: Hashes, alive: Flags | None = None) -> Members:
        """Who is listed under distinct ascending keys of one list, of those alive now."""
        return self.postings[name].members(short, self.slots.alive if alive is None else alive)
