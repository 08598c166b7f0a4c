"""How often terms occur among all records, kept from night to night: what frequencies are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from matching.columns import Flags, Ints, Table
from matching.fellegi_sunter import Frequencies, shares_by
from matching.grouping import group_hashes
from matching.hashing import Hashes, combine
from matching.model import LinkageModel
from matching.nights.books import Book, Change
from matching.nights.entries import value_entries
from matching.term_frequency import Scale, Yardstick, scale_of

_NONE = np.zeros(0, dtype=np.uint64)


class Occurrences(NamedTuple):
    """The terms of one column in some records."""

    records: int
    """Of them, those that have a term."""
    terms: Hashes
    pairs: Hashes
    """Where distinct values beside the terms are counted: of each term and the value beside it."""


@dataclass(frozen=True)
class Tally:
    """What is counted of one column among all records."""

    counts: Book
    pairs: Book
    records: int
    seen: Ints
    """seen[n]: terms counted n times, n up to 3."""

    def without_books(self) -> "Tally":
        """The numbers alone."""
        return replace(self, counts=Book.empty(), pairs=Book.empty())


@dataclass(frozen=True)
class Values:
    """How often each value of a column occurs that is counted beside others."""

    counts: Book
    distinct: int


@dataclass(frozen=True)
class Tallies:
    """By column: terms, and the columns that are counted beside them."""

    terms: Mapping[str, Tally]
    values: Mapping[str, Values]


def counted_columns(model: LinkageModel) -> list[str]:
    """The columns of which distinct values are counted."""
    return sorted({model.frequency_of[name] for name in model.frequencies if name in model.frequency_of})


def scales(model: LinkageModel, tallies: Tallies) -> dict[str, Scale]:
    """What turns counts into shares now."""
    found = {}
    for name, tally in tallies.terms.items():
        counted = model.frequency_of.get(name)
        population = tally.records if counted is None else tallies.values[counted].distinct
        found[name] = scale_of(tally.seen, population, corrected=counted is not None)
    return found


def shares(tallies: Tallies, yardstick: Yardstick, table: Table) -> Frequencies:
    """The frequencies of a table's values among all records."""
    return {
        name: shares_by(yardstick, name, tally.counts.get(table[name].distinct.hashes))
        for name, tally in tallies.terms.items()
    }


def occurrences(model: LinkageModel, table: Table, name: str) -> Occurrences:
    """The terms of a column of a table."""
    entries = value_entries(table[name])
    records = int(np.count_nonzero(table[name].lengths))
    counted = model.frequency_of.get(name)
    if counted is None:
        return Occurrences(records, entries.keys, _NONE)
    other = table[counted]
    beside = entries.where(other.known(entries.rows.astype(np.int32)))
    return Occurrences(records, beside.keys, combine(beside.keys, other.row_hashes[beside.rows]))


def tallied(model: LinkageModel, table: Table, name: str) -> Tally:
    """What all records of a table give of a column."""
    found = occurrences(model, table, name)
    if name not in model.frequency_of:
        counts = Book.of(found.terms)
        return Tally(counts, Book.empty(), found.records, _seen(counts.counts))
    groups = group_hashes(found.pairs)
    pairs = Book(groups.hashes, np.bincount(groups.codes, minlength=len(groups.hashes)))
    counts = Book.of(found.terms[groups.first])
    return Tally(counts, pairs, found.records, _seen(counts.counts))


def _seen(counts: Ints) -> Ints:
    return np.bincount(np.minimum(counts, 4), minlength=5)


def retallied(tally: Tally, gone: Occurrences, come: Occurrences, *, is_beside: bool) -> tuple[Tally, Change]:
    """The tally without the terms that are gone and with those that came, and what it changes of their counts."""
    pairs = tally.pairs.changed(gone.pairs, come.pairs)
    less, more = gone.terms, come.terms
    if is_beside:
        less, more = _terms(pairs, pairs.after == 0, gone), _terms(pairs, pairs.before == 0, come)
    counts = tally.counts.changed(less, more)
    return (
        Tally(
            counts=tally.counts.adopted(counts),
            pairs=tally.pairs.adopted(pairs),
            records=tally.records - gone.records + come.records,
            seen=tally.seen - _seen(counts.before) + _seen(counts.after),
        ),
        counts,
    )


def recounted(values: Values, gone: Hashes, come: Hashes) -> Values:
    """The values without those that are gone and with those that came."""
    change = values.counts.changed(gone, come)
    distinct = values.distinct + int(np.sum(change.before == 0)) - int(np.sum(change.after == 0))
    return Values(values.counts.adopted(change), distinct)


def _terms(pairs: Change, chosen: Flags, found: Occurrences) -> Hashes:
    """The terms of the chosen pairs, each of which is among those found."""
    groups = group_hashes(found.pairs)
    terms: Hashes = found.terms[groups.first[np.searchsorted(groups.hashes, pairs.keys[chosen])]]
    return terms
