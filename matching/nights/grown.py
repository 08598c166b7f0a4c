"""Arrays that a whole run wrote and nights made longer: of the millions that stay the same nothing is copied."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.columns import Flags, Ints, Rows

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Grown:
    """`base` with `added` behind it."""

    base: Array
    added: Array

    def __len__(self) -> int:
        return len(self.base) + len(self.added)

    def __getitem__(self, places: Ints | Rows) -> Array:
        behind = places >= len(self.base)
        if not behind.any():
            return np.asarray(self.base[places])
        found = np.empty(len(places), dtype=self.base.dtype)
        found[~behind] = self.base[places[~behind]]
        found[behind] = self.added[places[behind] - len(self.base)]
        return found

    def whole(self) -> Array:
        """All of it; where nothing was added, the base itself."""
        return np.concatenate((self.base, self.added)) if len(self.added) else self.base

    def longer(self, more: Array) -> "Grown":
        """The same with more behind it."""
        return Grown(self.base, np.concatenate((self.added, more.astype(self.base.dtype, copy=False))))


@dataclass(frozen=True, eq=False)
class Patched:
    """A grown array of which some places of the base have other values."""

    grown: Grown
    places: Rows
    values: Array

    @classmethod
    def of(cls, base: Array) -> "Patched":
        """What a whole run wrote."""
        return cls(Grown(base, base[:0]), np.zeros(0, dtype=np.int32), base[:0])

    def whole(self) -> Array:
        """All of it, as an array of its own."""
        every = np.array(self.grown.whole())
        every[self.places] = self.values
        return every

    def now(self, every: Array) -> "Patched":
        """The same base as it is when all of it is this."""
        base = self.grown.base
        places = np.flatnonzero(every[: len(base)] != base).astype(np.int32)
        return Patched(Grown(base, every[len(base) :]), places, every[places])


def flags_of(packed: npt.NDArray[np.uint8], count: int) -> Flags:
    """Flags from bits, eight a byte."""
    return np.unpackbits(packed, count=count).view(bool)
