"""How often terms occur among all records, kept from night to night: what frequencies are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from matching.columns import Flags, Ints, Table
from matching.fellegi_sunter import Frequencies
from matching.grouping import group_hashes
from matching.hashing import Hashes, combine
from matching.model import LinkageModel
from matching.nights.books import Book, Change
from matching.nights.entries import value_entries
from matching.parallel import in_parallel
from matching.term_frequency import Scale, scale_of, shares_of

_NONE = np.zeros(0, dtype=np.uint64)


class Occurrences(NamedTuple):
    """The terms of one column in some records; where distinct values beside them are counted, these too."""

    records: int
    """Of them, those that have a term."""
    terms: Hashes
    pairs: Hashes
    """Of a term and the value beside it."""
    others: Hashes
    """All values of the column that is counted."""


@dataclass(frozen=True)
class Tally:
    """What is counted of one column among all records."""

    counts: Book
    pairs: Book
    others: Book
    records: int
    seen: Ints
    """seen[n]: terms counted n times, n up to 3."""
    values: int
    """Distinct values of the column that is counted."""

    def scale(self, *, corrected: bool) -> Scale:
        return scale_of(self.seen, self.values if corrected else self.records, corrected=corrected)


Tallies = Mapping[str, Tally]


def scales(model: LinkageModel, tallies: Tallies) -> dict[str, Scale]:
    """What turns counts into shares now."""
    return {name: tally.scale(corrected=name in model.frequency_of) for name, tally in tallies.items()}


def shares(model: LinkageModel, tallies: Tallies, table: Table) -> Frequencies:
    """The frequencies of a table's values among all records."""
    scaled = scales(model, tallies)
    return {
        name: shares_of(tally.counts.get(table[name].distinct.hashes), scaled[name]) for name, tally in tallies.items()
    }


def occurrences(model: LinkageModel, table: Table, name: str) -> Occurrences:
    """The terms of a column of a table."""
    entries = value_entries(table[name])
    records = int(np.count_nonzero(table[name].lengths))
    counted = model.frequency_of.get(name)
    if counted is None:
        return Occurrences(records, entries.keys, _NONE, _NONE)
    other = table[counted]
    beside = entries.where(other.known(entries.rows.astype(np.int32)))
    pairs = combine(beside.keys, other.row_hashes[beside.rows])
    return Occurrences(records, beside.keys, pairs, value_entries(other).keys)


def tallied(model: LinkageModel, table: Table) -> Tallies:
    """What all records of a table give."""
    names = sorted(model.frequencies)
    found = in_parallel(lambda name: _tally(occurrences(model, table, name), name in model.frequency_of), names)
    return dict(zip(names, found, strict=True))


def _tally(found: Occurrences, is_beside: bool) -> Tally:
    if not is_beside:
        counts = Book.of(found.terms)
        return Tally(counts, Book.empty(), Book.empty(), found.records, _seen(counts.counts), 0)
    groups = group_hashes(found.pairs)
    pairs = Book(groups.hashes, np.bincount(groups.codes, minlength=len(groups.hashes)))
    counts, others = Book.of(found.terms[groups.first]), Book.of(found.others)
    return Tally(counts, pairs, others, found.records, _seen(counts.counts), len(others.keys))


def _seen(counts: Ints) -> Ints:
    return np.bincount(np.minimum(counts, 4), minlength=5)


def retallied(tally: Tally, gone: Occurrences, come: Occurrences, *, is_beside: bool) -> tuple[Tally, Change]:
    """The tally without the terms that are gone and with those that came, and what it changes of their counts."""
    pairs = tally.pairs.changed(gone.pairs, come.pairs)
    less, more = gone.terms, come.terms
    if is_beside:
        less, more = _terms(pairs, pairs.after == 0, gone), _terms(pairs, pairs.before == 0, come)
    counts, others = tally.counts.changed(less, more), tally.others.changed(gone.others, come.others)
    return (
        Tally(
            counts=tally.counts.adopted(counts),
            pairs=tally.pairs.adopted(pairs),
            others=tally.others.adopted(others),
            records=tally.records - gone.records + come.records,
            seen=tally.seen - _seen(counts.before) + _seen(counts.after),
            values=tally.values + int(np.sum(others.before == 0)) - int(np.sum(others.after == 0)),
        ),
        counts,
    )


def _terms(pairs: Change, chosen: Flags, found: Occurrences) -> Hashes:
    """The terms of the chosen pairs, each of which is among those found."""
    groups = group_hashes(found.pairs)
    terms: Hashes = found.terms[groups.first[np.searchsorted(groups.hashes, pairs.keys[chosen])]]
    return terms
