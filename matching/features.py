"""Features: columns made from other columns, each computed once per distinct value.

A model lists its features in order; each may use the input's columns and the features before it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from matching.columns import MISSING, Codes, Column, Distinct, encode, offsets_of, several, unify
from matching.grouping import matching_places
from matching.parallel import Step, made_in_order, made_together

Derivation = Callable[[pa.Array], pa.Array]
"""Distinct values in, as many values out (null: nothing, a list: several); must not depend on their order."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A column called `name` made from the columns `sources`."""

    name: str
    sources: tuple[str, ...]
    compute: Callable[[Sequence[Column]], Column]
    pointing: Derivation | None = None
    """Where a record's values depend on what other records have: the values that its first source points at."""


def derived(name: str, source: str, function: Derivation) -> Feature:
    """`function` over the distinct values of one column."""

    def compute(columns: Sequence[Column]) -> Column:
        (column,) = columns
        made = encode(function(column.values))
        return expanded(column, made) if made.several else column.recode(made.codes, made.distinct)

    return Feature(name, (source,), compute)


def pointing_at(name: str, source: str, target: str, function: Derivation) -> Feature:
    """The values of `target` that occur, and for a record with a `source` those of them that `function` makes of it.

    For a source few records have, such as a number mistyped: only what some record has in `target` is kept, and of
    `target` only what some source points at.
    """

    def compute(columns: Sequence[Column]) -> Column:
        pointing, column = columns
        made = encode(function(pointing.values))
        wanted, places = matching_places(made.distinct.hashes, column.distinct.hashes)
        codes = np.full(len(made.distinct) + 1, MISSING, dtype=np.int32)
        codes[wanted] = places
        pointed = expanded(pointing, Column(codes[made.codes], column.distinct, made.offsets))
        useful = np.zeros(len(column.distinct) + 1, dtype=bool)
        useful[places] = True
        kept = np.where(useful[column.codes], column.codes, np.int32(MISSING))
        return _merged([pointed, Column(kept, column.distinct)])

    return Feature(name, (source, target), compute, function)


def first_known(name: str, *sources: str) -> Feature:
    """The value of the first source that has one; the sources are columns of one value."""

    def compute(columns: Sequence[Column]) -> Column:
        shared = unify(columns)
        codes = shared[0].codes
        for column in shared[1:]:
            codes = np.where(codes == MISSING, column.codes, codes)
        return Column(codes, shared[0].distinct)

    return Feature(name, sources, compute)


def only_known(name: str, source: str, *others: str) -> Feature:
    """The value of `source` for records that have no value in any of the others."""

    def compute(columns: Sequence[Column]) -> Column:
        column, *rest = columns
        alone = np.logical_and.reduce([other.lengths == 0 for other in rest])
        return Column(np.where(alone, column.codes, np.int32(MISSING)), column.distinct)

    return Feature(name, (source, *others), compute)


def if_known(name: str, source: str, *others: str) -> Feature:
    """The value of `source` for records that have a value in all of the others."""

    def compute(columns: Sequence[Column]) -> Column:
        column, *rest = columns
        wanted = np.logical_and.reduce([other.lengths > 0 for other in rest])
        return Column(np.where(wanted, column.codes, np.int32(MISSING)), column.distinct)

    return Feature(name, (source, *others), compute)


def gathered(name: str, *sources: str) -> Feature:
    """All values of all sources as one column of several values."""

    def compute(columns: Sequence[Column]) -> Column:
        shared = unify(columns)
        if any(column.several for column in shared):
            return _merged(shared)
        return _side_by_side([column.codes for column in shared], shared[0].distinct)

    return Feature(name, sources, compute)


def over_values(function: Callable[[Any], object], result: pa.DataType) -> Derivation:
    """A plain function on one value as a derivation."""

    def apply(values: pa.Array) -> pa.Array:
        return pa.array([function(value) for value in values.to_pylist()], type=result)

    return apply


def compute_features(
    features: Sequence[Feature], inputs: Mapping[str, Callable[[], Column]], *, are_few: bool = False
) -> dict[str, Column]:
    """The input's columns and all features, two or more made at a time unless there are few records."""
    steps = {name: Step((), _given(read)) for name, read in inputs.items()}
    steps |= {feature.name: Step(feature.sources, feature.compute) for feature in features}
    return made_in_order(steps) if are_few else made_together(steps)


def _given(read: Callable[[], Column]) -> Callable[[Sequence[Column]], Column]:
    return lambda _: read()


def _side_by_side(codes: Sequence[Codes], distinct: Distinct) -> Column:
    """One column of several values from columns of one value, in their order."""
    matrix = np.stack(codes, axis=1)
    kept = matrix != MISSING
    for place in range(1, matrix.shape[1]):
        for before in range(place):
            kept[:, place] &= matrix[:, place] != matrix[:, before]
    return Column(matrix[kept], distinct, offsets_of(kept.sum(axis=1)))


def _merged(columns: Sequence[Column]) -> Column:
    """One column of several values from columns over the same values."""
    known = [np.flatnonzero(column.codes != MISSING) for column in columns]
    rows = np.concatenate([column.record_of[places] for column, places in zip(columns, known, strict=True)])
    codes = np.concatenate([column.codes[places] for column, places in zip(columns, known, strict=True)])
    return several(len(columns[0].lengths), rows, codes, columns[0].distinct)


def expanded(column: Column, lists: Column) -> Column:
    """Replace each code by the several values that its value was turned into."""
    present = column.codes != MISSING
    taken = lists.take(column.codes[present])
    owner = np.repeat(column.record_of[present], taken.lengths)
    return several(len(column.lengths), owner, taken.codes, taken.distinct)
