"""Two long sequences that are nearly the same: what both have in the same order is ruled out without sorting them.

Rows come night after night in the order of the table, but for those that were taken out and put behind.  Every 32nd
hash is a landmark, wherever it stands: between two landmarks nearly all stand as far apart as the landmarks do.
"""

import numpy as np

from matching.columns import Flags, Ints
from matching.hashing import Hashes

_EVERY = np.uint64(31)
_PART = 1 << 15
"""Hashes looked at together: what is made of them fits a processor's cache."""


def out_of_step(known: Hashes, now: Hashes) -> tuple[Ints, Ints]:
    """Places of hashes, in both, for which no equal one was found where it was to be expected; there may yet be one.

    The hashes of each are distinct.
    """
    places, shifts = _landmarks(known, now)
    is_left, is_new = np.ones(len(known), dtype=bool), np.ones(len(now), dtype=bool)
    if len(places):
        lengths = np.diff(places, prepend=0, append=len(known))
        before = np.repeat(np.append(shifts[0], shifts), lengths)
        before += np.arange(len(known))
        for start in range(0, len(known), _PART):
            part = slice(start, start + _PART)
            is_left[part] = ~_equal(known[part], now, before[part], is_new)
        rest = np.flatnonzero(is_left)
        after = shifts[np.minimum(np.searchsorted(places, rest), len(places) - 1)]
        is_left[rest] = ~_equal(known[rest], now, rest + after, is_new)
    return np.flatnonzero(is_left), np.flatnonzero(is_new)


def _landmarks(known: Hashes, now: Hashes) -> tuple[Ints, Ints]:
    """Where landmarks that both have stand in `known`, ascending, and how far further on they stand in `now`."""
    mine, yours = (np.flatnonzero(hashes & _EVERY == 0) for hashes in (known, now))
    _, one, other = np.intersect1d(known[mine], now[yours], assume_unique=True, return_indices=True)
    order = np.argsort(one)
    places = mine[one[order]]
    return places, yours[other[order]] - places


def _equal(known: Hashes, now: Hashes, places: Ints, is_new: Flags) -> Flags:
    """Which hashes stand at these places of `now`; those are not new."""
    np.clip(places, 0, len(now) - 1, out=places)
    same = np.asarray(now[places] == known)
    is_new[places[same]] = False
    return same
