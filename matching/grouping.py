"""Equal hashes brought together by one sort of 64-bit integers: 40 bits of the hash and 24 of the row.

Sorting integers is what this machine does best: three million take a tenth of a second, where a hash table of as many
strings takes more than half a second.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from matching.hashing import Hashes

ROW_BITS = 24

Codes = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]


class Groups(NamedTuple):
    """Rows by equal hash: `codes[row]` numbers the row's group, -1 for rows left out."""

    codes: Codes
    hashes: Hashes
    """Of each group."""
    first: Ints
    """A row of each group: the first."""


class Runs(NamedTuple):
    """Rows in the order of their keys; a run is the rows of one key, ascending."""

    rows: Ints
    starts: Ints
    lengths: Ints
    keys: Hashes
    """The upper bits of each run's key."""

    def where(self, chosen: npt.NDArray[np.bool_]) -> "Runs":
        """Only the chosen runs."""
        lengths = self.lengths[chosen]
        starts = np.cumsum(lengths) - lengths
        return Runs(self.rows[np.repeat(chosen, self.lengths)], starts, lengths, self.keys[chosen])

    @property
    def pairs(self) -> int:
        """Pairs of rows with one key."""
        return int((self.lengths * (self.lengths - 1) // 2).sum())


def runs_of(keys: Hashes, rows: npt.NDArray[np.int32] | Ints, total_rows: int) -> Runs:
    """Runs of rows with equal keys, as far as the upper 40 bits of the keys tell them apart.

    Beyond 16 million rows the row takes more bits and the key has fewer.
    """
    bits = np.uint64(max(ROW_BITS, total_rows.bit_length()))
    packed = keys >> bits << bits
    packed |= rows.astype(np.uint64)
    packed.sort()
    ordered = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    packed >>= bits
    starts = np.flatnonzero(np.append(True, packed[1:] != packed[:-1])) if len(packed) else np.zeros(0, dtype=np.int64)
    return Runs(ordered, starts, np.diff(starts, append=len(packed)), packed[starts])


def pairs_in_runs(starts: Ints, lengths: Ints, *, star: bool = False) -> tuple[Ints, Ints]:
    """Places of all pairs within runs, the earlier place first; `star`: of each run's first place with the others."""
    within = np.arange(int(lengths.sum()), dtype=np.int64)
    places = within + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    within -= np.repeat(np.cumsum(lengths) - lengths, lengths)
    partners = np.repeat(lengths, lengths) - within - 1
    if star:
        partners[within > 0] = 0
    left = np.repeat(places, partners)
    right = left + 1 + np.arange(len(left), dtype=np.int64) - np.repeat(np.cumsum(partners) - partners, partners)
    return left, right


def packed(high: npt.NDArray[np.int32], low: npt.NDArray[np.int32]) -> Ints:
    """Two numbers, neither negative, as one, which sorts by `high`, then by `low`."""
    return high.astype(np.int64) << 32 | low


def unpacked(numbers: Ints) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """The two numbers of each packed one."""
    return (numbers >> 32).astype(np.int32), numbers.astype(np.int32)


def distinct_sorted(numbers: Ints) -> Ints:
    """The distinct numbers, ascending."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def matching_places(these: Hashes, those: Hashes) -> tuple[Ints, Ints]:
    """Where hashes that both sides have stand: in `these`, where they may repeat, and in `those`, all distinct."""
    order = np.argsort(those)
    place = np.searchsorted(those, these, sorter=order)
    found = np.flatnonzero(place < len(those))
    other = order[place[found]]
    same = those[other] == these[found]
    return found[same], other[same]


def group_hashes(hashes: Hashes, valid: npt.NDArray[np.bool_] | None = None) -> Groups:
    """Number the groups of equal hashes, in ascending order of hash, among the valid rows."""
    rows = np.arange(len(hashes)) if valid is None or valid.all() else np.flatnonzero(valid)
    runs = runs_of(hashes[rows], rows, len(hashes))
    order, sorted_hashes = _in_order(runs, hashes)
    starts = np.flatnonzero(np.append(True, sorted_hashes[1:] != sorted_hashes[:-1])[: len(order)])
    lengths = np.diff(starts, append=len(order))
    codes = np.full(len(hashes), -1, dtype=np.int32)
    codes[order] = np.repeat(np.arange(len(starts), dtype=np.int32), lengths)
    return Groups(codes, sorted_hashes[starts], order[starts])


def _in_order(runs: Runs, hashes: Hashes) -> tuple[Ints, Hashes]:
    """Rows in ascending order of their whole hash, and the hashes; the keys leave few runs that hold two."""
    rows, ordered = runs.rows, hashes[runs.rows]
    inside = np.ones(len(rows), dtype=bool)
    inside[runs.starts] = False
    mixed = np.flatnonzero(inside[1:] & (ordered[1:] != ordered[:-1])) + 1
    for number in np.unique(np.searchsorted(runs.starts, mixed, side="right") - 1).tolist():
        run = slice(runs.starts[number], runs.starts[number] + runs.lengths[number])
        order = np.argsort(ordered[run], kind="stable")
        rows[run], ordered[run] = rows[run][order], ordered[run][order]
    return rows, ordered
