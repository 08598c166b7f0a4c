"""Which value two records share, of one or of several."""

from collections.abc import Iterator

import numpy as np

from matching.columns import MISSING, Codes, Column, Floats, Ints, Rows


def shared_codes(
    column: Column, left: Rows, right: Rows, firsts: tuple[Codes, Codes], frequency: Floats | None = None
) -> Codes:
    """The code that both rows of each pair have, missing where they share none; `firsts` are the rows' first codes.

    Of several shared values it is the one of the lowest frequency, then of the lowest code.
    """
    codes, others = firsts
    best = np.where(codes == others, codes, np.int32(MISSING))
    if column.several:
        more = np.flatnonzero((column.many[left] | column.many[right]) & (codes != MISSING) & (others != MISSING))
        best[more] = _shared_of_several(column, left[more], right[more], frequency)
    return best


def _shared_of_several(column: Column, left: Rows, right: Rows, frequency: Floats | None) -> Codes:
    best = np.full(len(left), MISSING, dtype=np.int32)
    rarity = np.full(len(left), np.inf)
    for pairs, first, second in _elements(column, left, right):
        code = column.codes[first]
        rare = np.zeros(len(code)) if frequency is None else frequency[code]
        better = (code == column.codes[second]) & (rare < rarity[pairs])
        best[pairs[better]] = code[better]
        rarity[pairs[better]] = rare[better]
    return best


def _elements(column: Column, left: Rows, right: Rows) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Where the i-th value on the left and the j-th on the right stand, for all pairs that have both."""
    starts_left, starts_right = column.starts[left], column.starts[right]
    counts_left, counts_right = column.lengths[left], column.lengths[right]
    pairs, i = np.arange(len(left)), 0
    while len(pairs):
        inner, j = pairs, 0
        while len(inner):
            yield inner, starts_left[inner] + i, starts_right[inner] + j
            j += 1
            inner = inner[counts_right[inner] > j]
        i += 1
        pairs = pairs[counts_left[pairs] > i]
