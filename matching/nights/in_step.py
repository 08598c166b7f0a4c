"""Two long sequences that are nearly the same: what both have in the same order is ruled out without sorting them.

Rows come night after night in the order of the table, but for those that were taken out and put behind.  Every 32nd
hash is a landmark, wherever it stands: between two landmarks nearly all stand as far apart as the landmarks do.
"""

import numpy as np

from matching.columns import Flags, Ints, Rows
from matching.hashing import Hashes

_EVERY = np.uint64(31)


def out_of_step(known: Hashes, now: Hashes) -> tuple[Ints, Ints]:
    """Places of hashes, in both, for which no equal one was found where it was to be expected; there may yet be one.

    The hashes of each are distinct.
    """
    places, shifts = _landmarks(known, now)
    is_left, is_new = np.ones(len(known), dtype=bool), np.ones(len(now), dtype=bool)
    if len(places):
        every = np.arange(len(known), dtype=np.int32)
        lengths = np.diff(places, prepend=np.int32(0), append=np.int32(len(known)))
        _rule_out(known, now, every, every + np.repeat(np.append(shifts[0], shifts), lengths), is_left, is_new)
        rest = np.flatnonzero(is_left).astype(np.int32)
        after = np.minimum(np.searchsorted(places, rest), len(places) - 1)
        _rule_out(known, now, rest, rest + shifts[after], is_left, is_new)
    return np.flatnonzero(is_left), np.flatnonzero(is_new)


def _landmarks(known: Hashes, now: Hashes) -> tuple[Rows, Rows]:
    """Where landmarks that both have stand in `known`, ascending, and how far further on they stand in `now`."""
    mine, yours = (np.flatnonzero(hashes & _EVERY == 0).astype(np.int32) for hashes in (known, now))
    _, one, other = np.intersect1d(known[mine], now[yours], assume_unique=True, return_indices=True)
    order = np.argsort(one)
    places = mine[one[order]]
    return places, yours[other[order]] - places


def _rule_out(known: Hashes, now: Hashes, these: Rows, those: Rows, is_left: Flags, is_new: Flags) -> None:
    """Mark places of pairs that are equal as neither left nor new."""
    np.clip(those, 0, len(now) - 1, out=those)
    same = known[these] == now[those]
    is_left[these[same]] = is_new[those[same]] = False
