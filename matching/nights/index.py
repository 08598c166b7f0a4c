"""What a run knew of the records of one kind, so that the next one need not find it again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.columns import Codes, Flags, Ints, Rows
from matching.engine import Scores
from matching.fellegi_sunter import Marks
from matching.hashing import Hashes
from matching.nights.postings import Members, Postings
from matching.nights.rows import InputRows
from matching.nights.statistics import Tallies
from matching.term_frequency import Yardstick

NO_SLOT = -1


@dataclass(frozen=True)
class Slots:
    """One version of a record a slot: its number never changes and is never given again."""

    record_ids: Ints
    digests: Hashes
    """Of its id and its input."""
    alive: Flags
    """Whether it is the version that is there now."""
    asked: npt.NDArray[np.int64]
    """`entries.asked_bits`."""
    component: Ints
    """A slot of its connected component, the same one for all of them."""

    def __len__(self) -> int:
        return len(self.record_ids)

    def slots_of(self, record_ids: Ints) -> Ints:
        """The living slots of records, NO_SLOT for unknown ones."""
        slots = self.ordered() if len(record_ids) else np.zeros(0, dtype=np.int64)
        if not len(slots):
            return np.full(len(record_ids), NO_SLOT, dtype=np.int64)
        known = self.record_ids[slots]
        place = np.minimum(np.searchsorted(known, record_ids), len(known) - 1)
        return np.where(known[place] == record_ids, slots[place], NO_SLOT)

    def ordered(self) -> Ints:
        """The living slots in ascending order of record id."""
        slots = np.flatnonzero(self.alive)
        # a whole run numbers records in this order: there is one long run and a little behind it
        return np.asarray(slots[np.argsort(self.record_ids[slots], kind="stable")])


@dataclass(frozen=True)
class ComparedPairs:
    """Every pair that was compared, by slots, that of the smaller record id first, and what was found of it."""

    low: Rows
    high: Rows
    rule: npt.NDArray[np.int8]
    weights: npt.NDArray[np.float32]
    judged: npt.NDArray[np.int8]
    excluded: Flags
    terms: Marks
    """The frequencies that the weight rests on."""

    @classmethod
    def of(cls, low: Rows, high: Rows, rule: Codes, scores: Scores) -> "ComparedPairs":
        return cls(low, high, rule.astype(np.int8), *(getattr(scores, part.name) for part in fields(scores)))

    def where(self, chosen: Flags | Ints) -> "ComparedPairs":
        return ComparedPairs(*(getattr(self, part.name)[chosen] for part in fields(self)))

    def and_more(self, other: "ComparedPairs") -> "ComparedPairs":
        parts = (np.concatenate((getattr(self, part.name), getattr(other, part.name))) for part in fields(self))
        return ComparedPairs(*parts)


@dataclass(frozen=True)
class Index:
    """All of it; every run makes a new one of an old one."""

    slots: Slots
    postings: Mapping[str, Postings]
    tallies: Tallies
    yardstick: Yardstick
    """Of the last whole run: what the weights of all pairs are measured by."""
    pairs: ComparedPairs
    rows: InputRows
    decisions: pa.Table
    """left_id, right_id, judgement of the decisions that the run knew."""
    base: str = ""
    """The folder of what a whole run wrote, where it is on the disk."""

    def members(self, name: str, short: Hashes, alive: Flags | None = None) -> Members:
        """Who is listed under distinct ascending keys of one list, of those alive now."""
        return self.postings[name].members(short, self.slots.alive if alive is None else alive)
