"""Columns as integer codes into their distinct values: what the engine works on.

A value is looked at once; pairs of records are pairs of integers.  Rows are in ascending order of record id, so that
nothing downstream depends on the order in which records were delivered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

MISSING = -1
"""The code of null."""


@dataclass(frozen=True)
class Column:
    """One value a record (`offsets` is None), or several: record i has `codes[offsets[i]:offsets[i + 1]]`, distinct."""

    codes: Codes
    values: pa.Array
    offsets: npt.NDArray[np.int64] | None = None
    prepared: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What scorers made of the distinct values, once."""

    @property
    def several(self) -> bool:
        return self.offsets is not None

    @cached_property
    def lengths(self) -> Codes:
        """How many values each record has."""
        if self.offsets is None:
            return np.asarray(self.codes != MISSING, dtype=np.int32)
        return np.diff(self.offsets).astype(np.int32)

    @cached_property
    def record_of(self) -> Rows:
        """The row of each code, for columns of several values."""
        return np.repeat(np.arange(len(self.lengths), dtype=np.int32), self.lengths)

    def known(self, rows: Rows) -> Flags:
        if self.offsets is None:
            return np.not_equal(self.codes[rows], MISSING)
        return np.greater(self.lengths[rows], 0)

    def take(self, order: Rows | npt.NDArray[np.int64]) -> "Column":
        """The same column with its rows in another order."""
        if self.offsets is None:
            return Column(self.codes[order], self.values)
        return Column(self.codes[_positions(self.offsets, order)], self.values, _offsets(self.lengths[order]))


@dataclass(frozen=True)
class Table:
    """Columns of the same records; `record_ids` ascends strictly."""

    record_ids: npt.NDArray[np.int64]
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.record_ids)

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]


def encode(array: pa.Array | pa.ChunkedArray) -> Column:
    """Dictionary-encode an Arrow column; a list column becomes a column of several values, its nulls dropped."""
    flat = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if pa.types.is_list(flat.type) or pa.types.is_large_list(flat.type):
        return _encode_lists(flat)
    return _encode_flat(flat)


def from_codes(codes: Codes, values: pa.Array) -> Column:
    """A column over values that may repeat or be null: equal values get equal codes, null becomes missing."""
    distinct = _encode_flat(values)
    lookup = np.append(distinct.codes, MISSING).astype(np.int32)
    return Column(lookup[codes], distinct.values)


def unify(columns: Sequence[Column]) -> list[Column]:
    """The same columns over one shared set of distinct values, so that their codes can be compared."""
    shared = _encode_flat(pa.concat_arrays([column.values for column in columns]))
    cuts = np.cumsum([len(column.values) for column in columns])[:-1]
    unified = []
    for column, part in zip(columns, np.split(shared.codes, cuts), strict=True):
        lookup = np.append(part, MISSING).astype(np.int32)
        unified.append(Column(lookup[column.codes], shared.values, column.offsets))
    return unified


def coalesce(first: Column, second: Column) -> Column:
    """The first column's value, the second's where it is missing."""
    left, right = unify([first, second])
    return Column(np.where(left.codes == MISSING, right.codes, left.codes).astype(np.int32), left.values)


def _encode_flat(array: pa.Array) -> Column:
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    codes = encoded.indices.fill_null(MISSING).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
    return Column(codes, encoded.dictionary)


def _encode_lists(array: pa.ListArray) -> Column:
    flat = _encode_flat(array.flatten())
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    return several(len(lengths), rows, flat.codes, flat.values)


def several(records: int, rows: npt.NDArray[np.int64], codes: Codes, values: pa.Array) -> Column:
    """A column of several values from (row, code) pairs in any order; missing and repeated values are dropped."""
    keys = rows[codes != MISSING] * np.int64(len(values) + 1) + codes[codes != MISSING]
    if len(keys) and not np.all(keys[1:] > keys[:-1]):
        keys = np.unique(keys)
    kept_rows, kept = np.divmod(keys, np.int64(len(values) + 1))
    counts = np.bincount(kept_rows, minlength=records)
    return Column(kept.astype(np.int32), values, _offsets(counts))


def _offsets(lengths: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def _positions(offsets: npt.NDArray[np.int64], order: Rows | npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Where the codes of these rows stand, row after row."""
    lengths = (offsets[1:] - offsets[:-1])[order]
    starts = np.repeat(offsets[:-1][order] - _offsets(lengths)[:-1], lengths)
    return starts + np.arange(len(starts), dtype=np.int64)
