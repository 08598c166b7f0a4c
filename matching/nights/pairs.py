"""Every pair that was compared, and what was found of it: those of a whole run stay as they are, nights add to them."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from matching.columns import Codes, Flags, Ints, Rows
from matching.engine import Scores
from matching.fellegi_sunter import Marks

NO_PLACES: Rows = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class ComparedPairs:
    """Pairs of slots, that of the smaller record id first, and what was found of them."""

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

    def __len__(self) -> int:
        return len(self.low)

    def where(self, chosen: Flags | Ints) -> "ComparedPairs":
        return ComparedPairs(*(getattr(self, part.name)[chosen] for part in fields(self)))

    def and_more(self, other: "ComparedPairs") -> "ComparedPairs":
        parts = (np.concatenate((getattr(self, part.name), getattr(other, part.name))) for part in fields(self))
        return ComparedPairs(*parts)


NO_PAIRS = ComparedPairs.of(
    NO_PLACES,
    NO_PLACES,
    NO_PLACES,
    Scores(np.zeros(0, np.float32), np.zeros(0, np.int8), np.zeros(0, bool), np.zeros(0, np.uint32)),
)

Chosen = Callable[[ComparedPairs], Flags]
"""Which of some pairs somebody wants."""


@dataclass(frozen=True)
class AllPairs:
    """The pairs of a whole run but for those that are gone, and the pairs of nights."""

    base: ComparedPairs
    gone: Rows
    """Places in the base."""
    added: ComparedPairs

    def where(self, chosen: Chosen) -> ComparedPairs:
        """The chosen pairs."""
        return self.base.where(self._in_base(chosen)).and_more(self.added.where(chosen(self.added)))

    def parted(self, chosen: Chosen) -> tuple[ComparedPairs, "AllPairs"]:
        """The chosen pairs, and all without them."""
        of_base, of_added = self._in_base(chosen), chosen(self.added)
        went = self.base.where(of_base).and_more(self.added.where(of_added))
        gone = np.concatenate((self.gone, of_base.astype(np.int32)))
        return went, AllPairs(self.base, gone, self.added.where(~of_added))

    def and_more(self, pairs: ComparedPairs) -> "AllPairs":
        return AllPairs(self.base, self.gone, self.added.and_more(pairs))

    def _in_base(self, chosen: Chosen) -> Ints:
        flags = chosen(self.base)
        flags[self.gone] = False
        return np.flatnonzero(flags)
