"""How common a value is, in classes: a weight changes when a count changes its class, not with every record that comes.

So a night need not look at the pairs of a name again because one more of ten thousand bears it, and the whole partition
does not move because the city has grown by a family.  What all weights rest on at once is kept from a whole run on,
until it is more than one class away: else every few nights one of a dozen numbers would cross a bound.

Counts of one, two and three stand as they are; above, a class is half a bit wide and counts as the middle of what it
holds.  A population counts in whole bits.
"""

from collections.abc import Mapping
from math import floor, log2
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

UNSEEN = 1000
"""Records that a handful of records is thought to be drawn from besides: in a dozen records no name is common."""

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_EXACT, _STEPS, _MOST = 3, 2, 64
_POPULATION_STEP = 1.0
"""Bits from one class of a population to the next."""
_ENOUGH = 100
_BOUND = 0.25
"""Where between two powers of two a population changes its class: far from the round sizes of registers."""


class Scale(NamedTuple):
    """What turns the counts of one column into shares; it stays the same for long."""

    once: float
    """What a value seen once, or never, counts as."""
    twice: float
    population: float


class Yardstick(NamedTuple):
    """What every weight of a kind is measured by: made by a whole run, kept by the nights that follow it."""

    scales: Mapping[str, Scale]
    """By column."""
    prior: float
    """log2 odds of a random pair."""
    strangers: Mapping[str, float]
    """By column: of the records that have nothing but its value, those not known anyway (`matching.closed_world`)."""

    def outworn_by(self, now: "Yardstick") -> list[str]:
        """In words, its numbers that are more than one class away from what the records now give."""
        words = []
        if abs(now.prior - self.prior) > _POPULATION_STEP:
            words.append(f"the odds of a random pair moved from {self.prior:.2f} to {now.prior:.2f} with the records")
        for name, scale in self.scales.items():
            if _apart(scale.population, now.scales[name].population) > _POPULATION_STEP:
                words.append(f"what the frequencies of {name} are shares of has grown or shrunk")
            rare = zip(scale[:2], now.scales[name][:2], strict=True)
            if any(round(_apart(before, after) * _STEPS) > 1 for before, after in rare):
                words.append(f"what a {name} counts as that was seen once or twice moved")
        return words


def _apart(one: float, other: float) -> float:
    """In bits."""
    return abs(log2(one / other))


def rounded(population: int) -> float:
    """A number of records or values and the unseen ones besides, to a whole bit."""
    return float(2.0 ** (floor(log2(population + UNSEEN) + _BOUND) - _BOUND + 0.5))


def scale_of(seen: Counts, population: int, *, corrected: bool) -> Scale:
    """The scale of a column of which `seen[n]` values are counted n times, n up to 3.

    `corrected`: most values seen once are rarer than that (Good 1953, after Turing), and so those seen twice; with
    fewer than a hundred such values the count stands as it is.
    """
    once, twice = (_expected(times, seen) if corrected else float(times) for times in (1, 2))
    return Scale(once, twice, rounded(population))


def _expected(times: int, seen: Counts) -> float:
    """What values counted so often are to be expected to be counted among as many others, in half bits."""
    if seen[times] < _ENOUGH or seen[times + 1] == 0:
        return float(times)
    expected = (times + 1) * int(seen[times + 1]) / int(seen[times])
    return float(min(times, 2.0 ** (round(log2(expected) * _STEPS) / _STEPS)))


def classes_of(counts: Counts) -> npt.NDArray[np.int64]:
    """The class of each count; a count of 0 is in that of 1."""
    return np.asarray(np.searchsorted(_BOUNDS, np.maximum(counts, 1), side="right") - 1)


class Shares(NamedTuple):
    """Of each value of a column: its share of the population, and whether it is that of one entity, and that tells."""

    of: Floats
    alone: npt.NDArray[np.bool_]


def shares_of(counts: Counts, scale: Scale) -> Floats:
    """The share of the population that has each of the values so often counted."""
    middles = _MIDDLES.copy()
    middles[:2] = scale.once, scale.twice
    return np.asarray(middles[classes_of(counts)] / scale.population)


def _bounds() -> Counts:
    steps = np.ceil(np.round(2.0 ** (np.arange(_MOST) / _STEPS), 6)).astype(np.int64)
    return np.unique(np.concatenate((np.arange(1, _EXACT + 1), steps)))


_BOUNDS = _bounds()
"""The smallest count of each class."""
_MIDDLES = (_BOUNDS + np.append(_BOUNDS[1:], _BOUNDS[-1] + 1) - 1) / 2
