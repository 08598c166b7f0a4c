"""Comparisons: ordered levels of agreement, from the strongest to the weakest, and the evidence each level is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.conditions import Condition, Pairs

Levels = npt.NDArray[np.int8]

ABSENT = -1
"""The level of a pair that the comparison says nothing about; its weight is 0."""
ELSE = 0
"""The level of a pair that can be compared and reaches no level."""


@dataclass(frozen=True, slots=True)
class Level:
    """One grade of agreement.

    `m` is the share of matching pairs that reach it, `u` the share of all other pairs.  Where `frequency` names a
    column, the frequency of the value that both records share in it takes the place of u, but never less than u: a
    rare name says more than a common one.

    With `sole`, a level is evidence only where the value in `frequency` is that of one entity alone, and as long as the
    records in column `sole`, which have nothing but such a value, are nearly all among those it is counted of; else its
    weight is 0 (see `matching.closed_world`).
    """

    label: str
    condition: Condition
    m: float
    u: float
    frequency: str | None = None
    sole: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels in descending strength; the first whose condition holds is the pair's level."""

    name: str
    levels: tuple[Level, ...]
    else_m: float
    else_u: float
    present: Condition
    """Where neither a level nor this holds, the comparison is absent: nothing was compared."""

    def number(self, position: int) -> int:
        """The level number of `levels[position]`: the higher the stronger."""
        return len(self.levels) - position

    @property
    def columns(self) -> frozenset[str]:
        used = [level.condition.columns for level in self.levels]
        shared = frozenset(level.frequency for level in self.levels if level.frequency)
        alone = frozenset(level.sole for level in self.levels if level.sole)
        return self.present.columns.union(shared, alone, *used)

    def label(self, number: int) -> str:
        """What a level number means: 'absent', 'else' or the label of the level."""
        if number == ABSENT:
            return "absent"
        return "else" if number == ELSE else self.levels[len(self.levels) - number].label


def levels_of(comparison: Comparison, pairs: Pairs) -> Levels:
    """The level number of each pair."""
    result = np.where(comparison.present.holds(pairs), np.int8(ELSE), np.int8(ABSENT))
    for position in reversed(range(len(comparison.levels))):
        result[comparison.levels[position].condition.holds(pairs)] = comparison.number(position)
    return result
