"""Clusters: connected components of links, split where they join what must stay apart.

Only components with a conflict are looked at one by one: two values of a column of which an entity has one, a person's
decision that two records differ, or two records whose comparison speaks against them.  Their links are then taken in
descending weight, ties in ascending record order.  A link joins the clusters of its ends unless that brings a conflict
into one, or unless the comparisons between the two clusters taken together speak against it: so a record that says
little does not hold two others together that differ.  The result depends on the set of pairs alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import product

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.columns import MISSING, Codes, Column, Flags, Floats, Rows
from matching.grouping import distinct_sorted, pairs_in_runs
from matching.model import Uniqueness
from matching.similarity import score_pairs

DECISION = "decision"
"""Reason of a cut that a person's decision asks for."""
OTHERS = "other comparisons"
"""Reason of a cut where the other comparisons between two clusters speak against the link."""

_MOST, _LEAST = 10.0, -6.0
"""One comparison counts at most, and at least, so many bits when comparisons are taken together."""


@dataclass(frozen=True)
class Compared:
    """Pairs of rows with their match weights, and which of them link; a decided link has an infinite weight."""

    low: Rows
    high: Rows
    weights: Floats
    linked: Flags

    def where(self, chosen: Flags) -> "Compared":
        return Compared(self.low[chosen], self.high[chosen], self.weights[chosen], self.linked[chosen])

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """(low, high, weight) of each pair."""
        return zip(self.low.tolist(), self.high.tolist(), self.weights.tolist(), strict=True)

    def ordered(self) -> "Compared":
        """Strongest first, then by rows."""
        order = np.lexsort((self.high, self.low, -self.weights))
        return Compared(self.low[order], self.high[order], self.weights[order], self.linked[order])


def joined(parts: Sequence[Compared]) -> Compared:
    """All pairs of all parts."""
    nothing = np.zeros(0, dtype=np.int32)
    every = [Compared(nothing, nothing, np.zeros(0), np.zeros(0, dtype=bool)), *parts]
    return Compared(*(np.concatenate([getattr(part, name.name) for part in every]) for name in fields(Compared)))


@dataclass(frozen=True)
class Cut:
    """A link that was not followed."""

    low: int
    high: int
    weight: float
    reason: str


@dataclass(frozen=True)
class Clusters:
    """`labels[row]` is the first row of the row's cluster."""

    labels: Rows
    cuts: tuple[Cut, ...]


@dataclass(frozen=True)
class Apart:
    """What must not come together: values of unique columns that do not agree, and pairs of rows."""

    uniqueness: Sequence[tuple[Uniqueness, Column]]
    pairs: frozenset[tuple[int, int]]
    """(low, high) rows that a decision keeps apart."""


def cluster(records: int, compared: Compared, apart: Apart) -> Clusters:
    """Group rows by the pairs that link, keeping apart what must be."""
    linked = _components(records, compared.low[compared.linked], compared.high[compared.linked])
    compared = compared.where(linked[compared.low] == linked[compared.high])
    conflicted = _conflicted(linked, apart)
    conflicted[linked[compared.low[~compared.linked & (compared.weights < 0)]]] = True
    labels, cuts = _agglomerate(compared.where(conflicted[linked[compared.low]]).ordered(), apart)
    if not labels:
        return Clusters(_first_rows(linked), ())
    rows = np.fromiter(labels, dtype=np.int64, count=len(labels))
    linked[rows] = linked.max() + 1 + np.fromiter(labels.values(), dtype=np.int64, count=len(labels))
    return Clusters(_first_rows(linked), tuple(cuts))


def components(records: int, low: Rows, high: Rows) -> Rows:
    """The first row of each row's connected component, by the pairs that link."""
    return _first_rows(_components(records, low, high))


def _components(records: int, low: Rows, high: Rows) -> npt.NDArray[np.int64]:
    graph = coo_array((np.ones(len(low), dtype=np.int8), (low, high)), shape=(records, records))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _first_rows(labels: npt.NDArray[np.int64]) -> Rows:
    """The first row of each row's label."""
    first = np.zeros(int(labels.max(initial=-1)) + 1, dtype=np.int32)
    # of several writes to one place the last stands, so that rows are written from the last to the first
    first[labels[::-1]] = np.arange(len(labels), dtype=np.int32)[::-1]
    return first[labels]


def _conflicted(components: npt.NDArray[np.int64], apart: Apart) -> Flags:
    """Which components hold something that must be apart."""
    flags = np.zeros(int(components.max(initial=-1)) + 1, dtype=bool)
    for unique, column in apart.uniqueness:
        component, one, other = _rivals(components, column)
        if unique.scorer is not None:
            component = component[score_pairs(column, unique.scorer, one, other) < unique.at_least]
        flags[component] = True
    for low, high in apart.pairs:
        flags[components[low]] |= components[low] == components[high]
    return flags


def _rivals(components: npt.NDArray[np.int64], column: Column) -> tuple[npt.NDArray[np.int64], Codes, Codes]:
    """All pairs of different values of the column in one component: component, one code, the other code."""
    rows = np.flatnonzero(column.codes != MISSING)
    some = np.zeros(int(components.max(initial=-1)) + 1, dtype=np.int32)
    some[components[rows]] = column.codes[rows]
    several = np.zeros(len(some), dtype=bool)
    several[components[rows[some[components[rows]] != column.codes[rows]]]] = True
    rows = rows[several[components[rows]]]
    width = np.int64(max(len(column.distinct), 1))
    component, code = np.divmod(distinct_sorted(components[rows] * width + column.codes[rows]), width)
    starts = np.flatnonzero(np.append(True, component[1:] != component[:-1])[: len(component)])
    left, right = pairs_in_runs(starts, np.diff(starts, append=len(component)))
    return component[left], code[left].astype(np.int32), code[right].astype(np.int32)


@dataclass
class _Group:
    """A cluster in the making."""

    rows: list[int]
    values: list[set[int]]
    enemies: set[int] = field(default_factory=set)
    """Rows that decisions keep out."""
    evidence: dict[int, float] = field(default_factory=dict)
    """For each row outside that its rows were compared with: the weights added up."""


class _Growing:
    """Clusters that grow link by link."""

    def __init__(self, compared: Compared, apart: Apart) -> None:
        self.apart = apart
        self.group_of: dict[int, _Group] = {}
        for low, high, weight in compared.rows():
            bits = min(max(weight, _LEAST), _MOST)
            self._group(low).evidence[high] = self._group(high).evidence[low] = bits
        for low, high in apart.pairs:
            if low in self.group_of and high in self.group_of:
                self.group_of[low].enemies.add(high)
                self.group_of[high].enemies.add(low)

    def _group(self, row: int) -> _Group:
        if row not in self.group_of:
            codes = [int(column.codes[row]) for _, column in self.apart.uniqueness]
            self.group_of[row] = _Group([row], [{code} if code != MISSING else set() for code in codes])
        return self.group_of[row]

    def conflict(self, one: _Group, other: _Group) -> str | None:
        """Why two groups must stay apart."""
        small, large = sorted((one, other), key=lambda group: len(group.rows))
        if any(row in large.enemies for row in small.rows):
            return DECISION
        for number, (unique, column) in enumerate(self.apart.uniqueness):
            if not _all_agree(one.values[number], other.values[number], unique, column):
                return unique.reason
        return OTHERS if sum(large.evidence.get(row, 0.0) for row in small.rows) < 0 else None

    def join(self, one: _Group, other: _Group) -> None:
        small, large = sorted((one, other), key=lambda group: len(group.rows))
        large.rows += small.rows
        large.enemies |= small.enemies
        large.values = [a | b for a, b in zip(large.values, small.values, strict=True)]
        for row, bits in small.evidence.items():
            large.evidence[row] = large.evidence.get(row, 0.0) + bits
        for row in small.rows:
            self.group_of[row] = large


def _all_agree(one: set[int], other: set[int], unique: Uniqueness, column: Column) -> bool:
    pairs = ((column.values[a].as_py(), column.values[b].as_py()) for a, b in product(one, other) if a != b)
    return all(unique.agree(left, right) for left, right in pairs)


def _agglomerate(compared: Compared, apart: Apart) -> tuple[dict[int, int], list[Cut]]:
    """The group of each row that these pairs touch, named by its first row, and the links that were refused."""
    growing, refused = _Growing(compared, apart), []
    for low, high, weight in compared.where(compared.linked).rows():
        one, other = growing.group_of[low], growing.group_of[high]
        if one is other:
            continue
        reason = None if np.isinf(weight) else growing.conflict(one, other)
        if reason is None:
            growing.join(one, other)
        else:
            refused.append(Cut(low, high, weight, reason))
    first = {id(group): min(group.rows) for group in growing.group_of.values()}
    labels = {row: first[id(group)] for row, group in growing.group_of.items()}
    return labels, [cut for cut in refused if labels[cut.low] != labels[cut.high]]
