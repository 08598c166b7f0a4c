"""Columns as integer codes of their distinct values: what the engine works on.

A value is looked at once; pairs of records are pairs of integers.  Rows are in ascending order of record id, so that
nothing downstream depends on the order in which records were delivered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.grouping import distinct_sorted, group_hashes, packed, unpacked
from matching.hashing import Hashes, hash_values

Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MISSING = -1
"""The code of null."""

_SAMPLE, _FEW = 10_000, 1_000


@dataclass(frozen=True, eq=False)
class Distinct:
    """Distinct values with their hashes; the values themselves are fetched when somebody asks for them."""

    hashes: Hashes
    array: pa.Array
    places: Ints | None = None
    """Where in the array each distinct value stands; None: the array is the distinct values."""

    @cached_property
    def values(self) -> pa.Array:
        return self.array if self.places is None else self.array.take(pa.array(self.places))

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, eq=False)
class Column:
    """One value a record (`offsets` is None), or several: record i has `codes[offsets[i]:offsets[i + 1]]`, distinct."""

    codes: Codes
    distinct: Distinct
    offsets: Ints | None = None

    @property
    def several(self) -> bool:
        return self.offsets is not None

    @property
    def values(self) -> pa.Array:
        """The distinct values by code."""
        return self.distinct.values

    @cached_property
    def lengths(self) -> Codes:
        """How many values each record has."""
        if self.offsets is None:
            return np.asarray(self.codes != MISSING, dtype=np.int32)
        return np.diff(self.offsets).astype(np.int32)

    @cached_property
    def many(self) -> Flags:
        """Which records have more than one value."""
        return np.greater(self.lengths, 1)

    @cached_property
    def first(self) -> Codes:
        """The first code of each record, missing where it has none."""
        if self.offsets is None:
            return self.codes
        return np.where(self.lengths > 0, np.append(self.codes, np.int32(MISSING))[self.starts], np.int32(MISSING))

    @property
    def starts(self) -> Ints:
        """Where each record's codes begin."""
        return np.arange(len(self.codes)) if self.offsets is None else self.offsets[:-1]

    @cached_property
    def record_of(self) -> Rows:
        """The row of each code."""
        rows = np.arange(len(self.lengths), dtype=np.int32)
        return rows if self.offsets is None else np.repeat(rows, self.lengths)

    @cached_property
    def row_hashes(self) -> Hashes:
        """The hash of each code, of 0 for a missing one."""
        return np.append(self.distinct.hashes, np.uint64(0))[self.codes]

    def known(self, rows: Rows) -> Flags:
        return np.not_equal(self.first[rows], MISSING)

    def take(self, order: Rows | Ints) -> "Column":
        """The same column with its rows in another order."""
        if self.offsets is None:
            return Column(self.codes[order], self.distinct)
        return Column(self.codes[_positions(self.offsets, order)], self.distinct, offsets_of(self.lengths[order]))

    def recode(self, codes: Codes, distinct: Distinct) -> "Column":
        """The same records with other values: `codes` gives the new code, or missing, of each old one."""
        lookup = np.append(codes, np.int32(MISSING))
        if self.offsets is None:
            return Column(lookup[self.codes], distinct)
        return several(len(self.lengths), self.record_of, lookup[self.codes], distinct)


@dataclass(frozen=True)
class Table:
    """Columns of the same records; `record_ids` ascends strictly."""

    record_ids: Ints
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.record_ids)

    def __getitem__(self, name: str) -> Column:
        return self.columns[name]


def encode(array: pa.Array | pa.ChunkedArray) -> Column:
    """The column of an Arrow array; a list array becomes a column of several values, its nulls dropped."""
    flat = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if not (pa.types.is_list(flat.type) or pa.types.is_large_list(flat.type)):
        return _encode_flat(flat)
    values = _encode_flat(flat.flatten())
    lengths = pc.fill_null(pc.list_value_length(flat), 0).to_numpy(zero_copy_only=False)
    rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
    return several(len(lengths), rows, values.codes, values.distinct)


def several(records: int, rows: Rows, codes: Codes, distinct: Distinct) -> Column:
    """A column of several values from rows and their codes, in any order; missing and repeated ones drop out."""
    known = codes != MISSING
    kept_rows, kept = unpacked(distinct_sorted(packed(rows[known], codes[known])))
    return Column(kept, distinct, offsets_of(np.bincount(kept_rows, minlength=records)))


def unify(columns: Sequence[Column]) -> list[Column]:
    """The same columns over one shared set of distinct values, so that their codes can be compared."""
    used = [column for column in columns if len(column.distinct)]
    if len(used) < 2:
        return [Column(column.codes, (used or columns)[0].distinct, column.offsets) for column in columns]
    groups = group_hashes(np.concatenate([column.distinct.hashes for column in columns]))
    array = pa.concat_arrays([column.values for column in columns])
    shared = Distinct(groups.hashes, array, groups.first)
    cuts = np.cumsum([len(column.distinct) for column in columns])[:-1]
    parts = np.split(groups.codes, cuts)
    lookups = [np.append(part, np.int32(MISSING)) for part in parts]
    return [Column(look[column.codes], shared, column.offsets) for look, column in zip(lookups, columns, strict=True)]


def _encode_flat(array: pa.Array) -> Column:
    if not _is_text(array) or pc.count_distinct(array.slice(0, _SAMPLE)).as_py() < _FEW:
        encoded = array.dictionary_encode()
        codes = encoded.indices.fill_null(MISSING).to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
        return Column(codes, Distinct(hash_values(encoded.dictionary), encoded.dictionary))
    groups = group_hashes(hash_values(array), array.is_valid().to_numpy(zero_copy_only=False))
    return Column(groups.codes, Distinct(groups.hashes, array, groups.first))


def _is_text(array: pa.Array) -> bool:
    return bool(pa.types.is_string(array.type) or pa.types.is_large_string(array.type))


def offsets_of(lengths: npt.NDArray[Any]) -> Ints:
    """Where each row's values begin, and where the last row's end."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def _positions(offsets: Ints, order: Rows | Ints) -> Ints:
    """Where the codes of these rows stand, row after row."""
    lengths = (offsets[1:] - offsets[:-1])[order]
    starts = np.repeat(offsets[:-1][order] - offsets_of(lengths)[:-1], lengths)
    return starts + np.arange(len(starts), dtype=np.int64)
