"""Books: how often each key occurs, by its whole hash, and what a night changes of it."""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from matching.columns import Flags, Ints
from matching.grouping import group_hashes
from matching.hashing import Hashes
from matching.nights.postings import are_among


class Change(NamedTuple):
    """Distinct keys, ascending, with their counts before and after."""

    keys: Hashes
    before: Ints
    after: Ints

    def where(self, chosen: Flags) -> "Change":
        return Change(self.keys[chosen], self.before[chosen], self.after[chosen])


@dataclass(frozen=True)
class Book:
    """What a whole run counted, and the counts that nights have put in the place of others since; keys ascend."""

    keys: Hashes
    counts: Ints
    later_keys: Hashes = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    later_counts: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @classmethod
    def empty(cls) -> "Book":
        return cls(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64))

    @classmethod
    def of(cls, keys: Hashes) -> "Book":
        """How often each key is there."""
        groups = group_hashes(keys)
        return cls(groups.hashes, np.bincount(groups.codes, minlength=len(groups.hashes)))

    def get(self, keys: Hashes) -> Ints:
        """The count of each key, 0 for unknown ones."""
        counts, is_later = _looked_up(self.later_keys, self.later_counts, keys)
        first, _ = _looked_up(self.keys, self.counts, keys)
        return np.where(is_later, counts, first)

    def changed(self, gone: Hashes, come: Hashes) -> Change:
        """What one less of each of these and one more of each of those makes of the counts."""
        groups = group_hashes(np.concatenate((gone, come)))
        keys, before = groups.hashes, self.get(groups.hashes)
        less, more = groups.codes[: len(gone)], groups.codes[len(gone) :]
        after = before - np.bincount(less, minlength=len(keys)) + np.bincount(more, minlength=len(keys))
        change = Change(keys, before, after)
        return change.where(before != after)

    def adopted(self, change: Change) -> "Book":
        """The book with the counts after a change."""
        kept = ~are_among(self.later_keys, change.keys)
        keys = np.concatenate((self.later_keys[kept], change.keys))
        order = np.argsort(keys)
        counts = np.concatenate((self.later_counts[kept], change.after))
        return Book(self.keys, self.counts, keys[order], counts[order])


def _looked_up(known: Hashes, counts: Ints, keys: Hashes) -> tuple[Ints, Flags]:
    if not len(known):
        return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found = known[place] == keys
    return np.where(found, counts[place], 0).astype(np.int64), found
