"""The index that a run over all records leaves behind, each part of it put away as soon as it is made."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow as pa

from matching.blocking import BlockingRule, unpack
from matching.clustering import components
from matching.columns import Ints, Table
from matching.engine import Linked
from matching.grouping import runs_of
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.assembly import (
    book_arrays,
    counts_name,
    list_name,
    numbers_of,
    pairs_name,
    postings_of,
    tallies_of,
    values_name,
)
from matching.nights.base import Base
from matching.nights.books import Book
from matching.nights.entries import (
    Listing,
    asked_bits,
    block_entries,
    block_name,
    lists_of,
    narrower_entries,
    value_entries,
)
from matching.nights.index import ComparedPairs, Index, Slots
from matching.nights.postings import Entries, Postings
from matching.nights.rows import InputRows
from matching.nights.statistics import Tallies, Tally, Values, counted_columns, tallied
from matching.parallel import in_parallel


def index_of(
    model: LinkageModel, base: Base, record_ids: Ints, digests: Hashes, linked: Linked, decisions: pa.Table
) -> Index:
    """What a whole run knew; a record's slot is its row.  Ids and digests are as they were read, as are base's rows."""
    table, order = linked.table, np.argsort(record_ids)
    base.put("order", order)
    lists, numbers = _put_lists(model, table, base), _put_tallies(model, table, base)
    arrays, rows = base.finished()
    alive, (low, high, rule) = np.ones(len(table), dtype=bool), unpack(linked.brought.packed)
    return Index(
        slots=Slots(table.record_ids, digests[order], alive, asked_bits(model, table), _component(linked)),
        postings=postings_of(arrays, {}, lists),
        tallies=tallies_of(arrays, {}, numbers),
        yardstick=linked.yardstick,
        pairs=ComparedPairs.of(low, high, rule, linked.found.scores),
        rows=InputRows(rows, arrays["order"], rows.slice(0, 0)),
        decisions=decisions,
        base=base.name,
    )


def _component(linked: Linked) -> Ints:
    compared, (low, high) = linked.found.compared, linked.decided.links
    links = compared.where(compared.linked)
    ends = np.concatenate((links.low, low)), np.concatenate((links.high, high))
    return components(len(linked.table), *ends).astype(np.int64)


def _put_lists(model: LinkageModel, table: Table, base: Base) -> list[str]:
    """All lists; their names."""
    names = []
    for found in in_parallel(list, [*map(_one, lists_of(model, table)), *_narrowed(model, table)]):
        for name, postings in found:
            base.put(list_name(name), postings.base)
            names.append(name)
    return names


def _one(named: tuple[str, Listing]) -> Iterator[tuple[str, Postings]]:
    name, entries = named
    yield name, Postings.of(entries())


def _narrowed(model: LinkageModel, table: Table) -> Iterator[Iterator[tuple[str, Postings]]]:
    """The lists of keys that were too common and are narrowed, for each step of narrowing."""

    def steps(rule: BlockingRule) -> Iterator[tuple[str, Postings]]:
        entries = block_entries(rule, table)
        for level, column in enumerate(rule.narrower):
            entries = narrower_entries(table, column, _common(entries, rule.cap))
            yield block_name(rule, level + 1), Postings.of(entries)

    yield from (steps(rule) for rule in model.rules if rule.narrower)


def _common(entries: Entries, cap: int) -> Entries:
    """The entries of keys that more than `cap` records share."""
    runs = runs_of(entries.keys, np.arange(len(entries.rows)), len(entries.rows))
    common = runs.where(runs.lengths > cap)
    return Entries(entries.rows[common.rows], entries.keys[common.rows])


def _put_tallies(model: LinkageModel, table: Table, base: Base) -> dict[str, object]:
    """All counts; the numbers beside them."""
    terms, values = dict[str, Tally](), dict[str, Values]()
    names, counted = sorted(model.frequencies), counted_columns(model)
    for name, tally in zip(names, in_parallel(partial(tallied, model, table), names), strict=True):
        _put_book(base, counts_name(name), tally.counts)
        _put_book(base, pairs_name(name), tally.pairs)
        terms[name] = tally.without_books()
    for name in counted:
        book = Book.of(value_entries(table[name]).keys)
        _put_book(base, values_name(name), book)
        values[name] = Values(Book.empty(), len(book.keys))
    return numbers_of(Tallies(terms, values))


def _put_book(base: Base, name: str, book: Book) -> None:
    for part, array in book_arrays(name, book.keys, book.counts):
        base.put(part, array)
