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
    matrix = np.zeros((len(lengths), columns), dtype=np.uint32)
    characters = _characters(texts.drop_null())
    row = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    column = np.arange(len(row), dtype=np.int64) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    inside = column < columns
    matrix[row[inside], column[inside]] = characters[inside]
    return matrix


def _characters(texts: pa.Array) -> npt.NDArray[np.uint32]:
    """The code points of texts one after the other, from their UTF-8 bytes (RFC 3629)."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[[texts.offset, texts.offset + len(texts)]]
    written = np.frombuffer(data or b"", dtype=np.uint8)[bounds[0] : bounds[1]]
    padded = np.append(written, np.zeros(3, dtype=np.uint8)).astype(np.uint32)
    first = np.flatnonzero(written & 0xC0 != 0x80)
    lead = padded[first]
    follow = [padded[first + place] & 0x3F for place in (1, 2, 3)]
    two = (lead & 0x1F) << 6 | follow[0]
    three = (lead & 0x0F) << 12 | follow[0] << 6 | follow[1]
    four = (lead & 0x07) << 18 | follow[0] << 12 | follow[1] << 6 | follow[2]
    result: npt.NDArray[np.uint32] = np.where(
        lead < 0x80, lead, np.where(lead < 0xE0, two, np.where(lead < 0xF0, three, four))
    )
    return result
