"""How sure a share is that was counted on a few: intervals of 95 %."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

_Z = 1.959964
_DRAWS = 20_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share, and between which two shares it lies in 95 of 100 such cases."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """Some pairs of a band: how many there are, how many a person looked at, how many of those are one entity."""

    population: int
    looked_at: int
    matches: int
    is_together: bool
    """Whether the hub held these pairs to be one when they were drawn."""


def wilson(successes: int, trials: int) -> Estimate:
    """The share of a plain count, with the interval of Wilson (1927); from 0 to 1 where nothing was counted."""
    if not trials:
        return Estimate(float("nan"), 0.0, 1.0)
    share, square = successes / trials, _Z * _Z / trials
    middle = (share + square / 2) / (1 + square)
    reach = _Z * sqrt(share * (1 - share) / trials + square / (4 * trials)) / (1 + square)
    return Estimate(share, max(middle - reach, 0.0), min(middle + reach, 1.0))


def precision_and_recall(strata: Sequence[Stratum]) -> tuple[Estimate, Estimate]:
    """Of all pairs, from random ones of each stratum, each weighed by how many it stands for.

    The shares of the strata are drawn from their posterior distributions (beta, prior of Jeffreys), so that a stratum
    in which all were right is not taken for surely right.  A stratum nobody looked at is left out.
    """
    seen = [each for each in strata if each.looked_at]
    matches = np.array([each.matches for each in seen], dtype=float)
    looked_at = np.array([each.looked_at for each in seen], dtype=float)
    population = np.array([each.population for each in seen], dtype=float)
    together = np.array([each.is_together for each in seen], dtype=bool)
    random = np.random.default_rng(1)
    drawn = random.beta(matches + 0.5, looked_at - matches + 0.5, size=(_DRAWS, len(seen)))
    counted = (matches / np.maximum(looked_at, 1))[None, :]
    return _ratio(counted, drawn, population, together), _ratio(counted, drawn, population, together, of_true=True)


def _ratio(
    counted: np.ndarray, drawn: np.ndarray, population: np.ndarray, together: np.ndarray, *, of_true: bool = False
) -> Estimate:
    def share(of: np.ndarray) -> np.ndarray:
        true = of * population
        whole = true.sum(axis=1) if of_true else np.full(len(of), population[together].sum())
        return np.asarray(true[:, together].sum(axis=1) / np.where(whole > 0, whole, np.nan))

    if not together.any():
        return Estimate(float("nan"), 0.0, 1.0)
    low, high = np.nanquantile(share(drawn), [0.025, 0.975])
    best = float(share(counted)[0])
    return Estimate(best, min(float(low), best), max(float(high), best))
