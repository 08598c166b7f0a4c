"""Conditions on two records, evaluated over whole columns of pairs; they combine with `&`, `|` and `~`.

A condition on a missing value does not hold, so `~Same("x")` holds where a value is missing: say `Known("x") & …`
where that is not meant.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from matching.columns import MISSING, Codes, Flags, Floats, Rows, Table
from matching.shared import shared_codes
from matching.similarity import Scorer, score_pairs


class Pairs:
    """Pairs of rows of one table; what conditions look up about them is remembered."""

    def __init__(self, table: Table, left: Rows, right: Rows) -> None:
        self.table, self.left, self.right = table, left, right
        self._firsts: dict[str, tuple[Codes, Codes]] = {}
        self._known: dict[str, Flags] = {}
        self._same: dict[str, Flags] = {}
        self._scores: dict[tuple[str, Scorer], Floats] = {}

    def __len__(self) -> int:
        return len(self.left)

    def known(self, name: str) -> Flags:
        """Both records have a value."""
        if name not in self._known:
            left, right = self.firsts(name)
            self._known[name] = (left != MISSING) & (right != MISSING)
        return self._known[name]

    def one_known(self, name: str) -> Flags:
        """At least one record has a value."""
        left, right = self.firsts(name)
        return np.asarray((left != MISSING) | (right != MISSING))

    def firsts(self, name: str) -> tuple[Codes, Codes]:
        """The code of each record's value, or of the first of several."""
        if name not in self._firsts:
            first = self.table[name].first
            self._firsts[name] = (first[self.left], first[self.right])
        return self._firsts[name]

    def same(self, name: str) -> Flags:
        """Both records have the value, or share one of several."""
        if name not in self._same:
            self._same[name] = self._share(name)
        return self._same[name]

    def scores(self, name: str, scorer: Scorer) -> Floats:
        """Likeness of the two values: infinite where they are equal, minus infinite where one is missing."""
        if (name, scorer) not in self._scores:
            self._scores[name, scorer] = self._score(name, scorer)
        return self._scores[name, scorer]

    def _share(self, name: str) -> Flags:
        shared = shared_codes(self.table[name], self.left, self.right, self.firsts(name))
        return np.not_equal(shared, MISSING)

    def _score(self, name: str, scorer: Scorer) -> Floats:
        column = self.table[name]
        left, right = self.firsts(name)
        known = self.known(name)
        scores = np.where(known, np.inf, -np.inf)
        unequal = np.flatnonzero(known & (left != right))
        scores[unequal] = score_pairs(column, scorer, left[unequal], right[unequal])
        return scores


class Condition(ABC):
    """Something that holds, or does not, for two records."""

    @property
    @abstractmethod
    def columns(self) -> frozenset[str]:
        """What it looks at."""

    @abstractmethod
    def holds(self, pairs: Pairs) -> Flags:
        """One flag a pair."""

    def __and__(self, other: "Condition") -> "Condition":
        return Both(self, other)

    def __or__(self, other: "Condition") -> "Condition":
        return Either(self, other)

    def __invert__(self) -> "Condition":
        return Not(self)


@dataclass(frozen=True, slots=True)
class Known(Condition):
    """Both records have a value in the column."""

    column: str

    @property
    def columns(self) -> frozenset[str]:
        return frozenset((self.column,))

    def holds(self, pairs: Pairs) -> Flags:
        return pairs.known(self.column)


@dataclass(frozen=True, slots=True)
class OneKnown(Condition):
    """At least one of the records has a value in the column."""

    column: str

    @property
    def columns(self) -> frozenset[str]:
        return frozenset((self.column,))

    def holds(self, pairs: Pairs) -> Flags:
        return pairs.one_known(self.column)


@dataclass(frozen=True, slots=True)
class Same(Condition):
    """Both records have the same value; of several values, at least one."""

    column: str

    @property
    def columns(self) -> frozenset[str]:
        return frozenset((self.column,))

    def holds(self, pairs: Pairs) -> Flags:
        return pairs.same(self.column)


@dataclass(frozen=True, slots=True)
class Near(Condition):
    """The two values are alike by at least `at_least`, or equal; for columns of one value."""

    column: str
    scorer: Scorer
    at_least: float

    @property
    def columns(self) -> frozenset[str]:
        return frozenset((self.column,))

    def holds(self, pairs: Pairs) -> Flags:
        return pairs.scores(self.column, self.scorer) >= self.at_least


@dataclass(frozen=True, slots=True)
class Both(Condition):
    """Both conditions hold."""

    first: Condition
    second: Condition

    @property
    def columns(self) -> frozenset[str]:
        return self.first.columns | self.second.columns

    def holds(self, pairs: Pairs) -> Flags:
        return self.first.holds(pairs) & self.second.holds(pairs)


@dataclass(frozen=True, slots=True)
class Either(Condition):
    """At least one of the conditions holds."""

    first: Condition
    second: Condition

    @property
    def columns(self) -> frozenset[str]:
        return self.first.columns | self.second.columns

    def holds(self, pairs: Pairs) -> Flags:
        return self.first.holds(pairs) | self.second.holds(pairs)


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The condition does not hold."""

    inner: Condition

    @property
    def columns(self) -> frozenset[str]:
        return self.inner.columns

    def holds(self, pairs: Pairs) -> Flags:
        return ~self.inner.holds(pairs)
