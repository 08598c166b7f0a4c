"""Which value two records share, of one or of several."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from matching.columns import MISSING, Codes, Column, Floats, Rows

_Positions = npt.NDArray[np.int64]


def shared_codes(column: Column, left: Rows, right: Rows, frequency: Floats | None = None) -> Codes:
    """The code that both rows of each pair have, missing where they share none.

    Of several shared values it is the one of the lowest frequency, then of the lowest code.
    """
    if column.offsets is None:
        codes = column.codes[left]
        return np.where(codes == column.codes[right], codes, np.int32(MISSING))
    best = np.full(len(left), MISSING, dtype=np.int32)
    rarity = np.full(len(left), np.inf)
    for pairs, first, second in _elements(column.offsets, column.lengths, left, right):
        code = column.codes[first]
        rare = frequency[code] if frequency is not None else np.zeros(len(code))
        better = (code == column.codes[second]) & (rare < rarity[pairs])
        best[pairs[better]] = code[better]
        rarity[pairs[better]] = rare[better]
    return best


def _elements(
    offsets: _Positions, lengths: Codes, left: Rows, right: Rows
) -> Iterator[tuple[_Positions, _Positions, _Positions]]:
    """The i-th value on the left with the j-th on the right, for all pairs that have both, for each i and j."""
    counts_left, counts_right = lengths[left], lengths[right]
    pairs = np.flatnonzero((counts_left > 0) & (counts_right > 0))
    i = 0
    while len(pairs):
        inner, j = pairs, 0
        while len(inner):
            yield inner, offsets[left[inner]] + i, offsets[right[inner]] + j
            j += 1
            inner = inner[counts_right[inner] > j]
        i += 1
        pairs = pairs[counts_left[pairs] > i]
