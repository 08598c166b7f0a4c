"""Features: columns made from other columns, each computed once per distinct value.

A model lists its features in order; each may use the input's columns and the features before it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from matching.columns import MISSING, Column, coalesce, encode, from_codes, several, unify

Derivation = Callable[[pa.Array], pa.Array]
"""Distinct values in, as many values out (null: nothing, a list: several); must not depend on their order."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A column called `name` made from the columns `sources`."""

    name: str
    sources: tuple[str, ...]
    compute: Callable[[Sequence[Column]], Column]


def derived(name: str, source: str, function: Derivation) -> Feature:
    """`function` over the distinct values of one column."""

    def compute(columns: Sequence[Column]) -> Column:
        (column,) = columns
        made = function(column.values)
        if pa.types.is_list(made.type):
            return _several_of(column, encode(made))
        single = from_codes(column.codes, made)
        if column.offsets is None:
            return single
        return several(len(column.lengths), column.record_of.astype(np.int64), single.codes, single.values)

    return Feature(name, (source,), compute)


def first_known(name: str, *sources: str) -> Feature:
    """The value of the first source that has one."""

    def compute(columns: Sequence[Column]) -> Column:
        result = columns[0]
        for column in columns[1:]:
            result = coalesce(result, column)
        return result

    return Feature(name, sources, compute)


def gathered(name: str, *sources: str) -> Feature:
    """All values of all sources as one column of several values."""

    def compute(columns: Sequence[Column]) -> Column:
        shared = unify(columns)
        rows = np.concatenate([column.record_of if column.several else _every_row(column) for column in shared])
        codes = np.concatenate([column.codes for column in shared])
        return several(len(columns[0].lengths), rows.astype(np.int64), codes, shared[0].values)

    return Feature(name, sources, compute)


def over_values(function: Callable[[Any], object], result: pa.DataType) -> Derivation:
    """A plain function on one value as a derivation."""

    def apply(values: pa.Array) -> pa.Array:
        return pa.array([None if value is None else function(value) for value in values.to_pylist()], type=result)

    return apply


def compute_features(features: Sequence[Feature], columns: Mapping[str, Column]) -> dict[str, Column]:
    """The input's columns and all features."""
    known = dict(columns)
    for feature in features:
        known[feature.name] = feature.compute([known[source] for source in feature.sources])
    return known


def _every_row(column: Column) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.arange(len(column.codes), dtype=np.int32)


def _several_of(column: Column, lists: Column) -> Column:
    """Expand each record's codes into the several values that each of them was turned into."""
    rows = column.record_of if column.several else _every_row(column)
    present = column.codes != MISSING
    expanded = lists.take(column.codes[present].astype(np.int64))
    owner = np.repeat(rows[present], expanded.lengths)
    return several(len(column.lengths), owner.astype(np.int64), expanded.codes, expanded.values)
