"""Texts in which '*' stands for one hidden character: whether two of them can be the same text."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.columns import Codes, Floats

HIDDEN = "*"


@dataclass(frozen=True, slots=True)
class PatternScorer:
    """Minus the number of visible characters that differ.

    Texts of two lengths, and two different texts of which nothing is hidden, are as far apart as can be: who masks a
    number by hand, or masks one that was mistyped, gets a character wrong; two whole numbers are two numbers.
    """

    name: str = "pattern"

    def prepare(self, values: pa.Array) -> npt.NDArray[np.uint32]:
        """The code points of each text, zeros behind its end."""
        return code_points(values)

    def score(self, prepared: Any, left: Codes, right: Codes) -> Floats:
        first, second = prepared[left], prepared[right]
        hidden = (first == ord(HIDDEN)) | (second == ord(HIDDEN))
        apart = ((first == 0) != (second == 0)).any(axis=1) | ~hidden.any(axis=1)
        differing = ((first != second) & ~hidden).sum(axis=1)
        return np.where(apart, -np.inf, -differing.astype(np.float64))

    def one(self, left: object, right: object) -> float:
        a, b = str(left), str(right)
        if len(a) != len(b) or HIDDEN not in a + b:
            return -float("inf")
        return -float(sum(x != y and HIDDEN not in (x, y) for x, y in zip(a, b, strict=True)))


def code_points(values: pa.Array, width: int | None = None) -> npt.NDArray[np.uint32]:
    """A matrix of the first `width` code points of texts (by default all), one text a row, zeros behind its end."""
    texts = values.cast(pa.large_string())
    lengths = pc.fill_null(pc.utf8_length(texts), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    columns = int(lengths.max(initial=0)) if width is None else width
    flat = np.frombuffer("".join(texts.drop_null().to_pylist()).encode("utf-32-le"), dtype=np.uint32)
    matrix = np.zeros((len(lengths), columns), dtype=np.uint32)
    starts = np.cumsum(lengths) - lengths
    for column in range(columns):
        rows = np.flatnonzero(lengths > column)
        matrix[rows, column] = flat[starts[rows] + column]
    return matrix
