"""The index that a run over all records leaves behind, each part of it put away as soon as it is made."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import BlockingRule, unpack
from matching.clustering import components
from matching.columns import Ints, Rows, Table
from matching.engine import Linked
from matching.grouping import runs_of
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.assembly import (
    Parts,
    assembled,
    book_arrays,
    counts_name,
    list_name,
    numbers_of,
    pair_arrays,
    pairs_name,
    row_arrays,
    slot_arrays,
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
from matching.nights.index import Index
from matching.nights.pairs import ComparedPairs
from matching.nights.postings import Entries, Postings
from matching.nights.statistics import Tallies, Tally, Values, counted_columns, tallied
from matching.parallel import in_parallel


def index_of(
    model: LinkageModel, base: Base, record_ids: Ints, digests: Hashes, linked: Linked, decisions: pa.Table
) -> Index:
    """What a whole run knew; a record's slot is its row.  Ids and digests are as they were read, as are base's rows."""
    for name, array in _by_slot(model, record_ids, digests, linked):
        base.put(name, array)
    lists, numbers = _put_lists(model, linked.table, base), _put_tallies(model, linked.table, base)
    arrays, rows = base.finished()
    return assembled(
        Parts(arrays, rows, {}, rows.slice(0, 0)), lists, numbers, linked.yardstick, decisions, base=base.name
    )


def _by_slot(
    model: LinkageModel, record_ids: Ints, digests: Hashes, linked: Linked
) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    """What is known of each record and each pair."""
    order = np.argsort(record_ids).astype(np.int32)
    slot_of = np.empty_like(order)
    slot_of[order] = np.arange(len(order), dtype=np.int32)
    yield from row_arrays(order, slot_of, digests)
    yield from slot_arrays(linked.table.record_ids, asked_bits(model, linked.table), _component(linked))
    yield from pair_arrays(ComparedPairs.of(*unpack(linked.brought.packed), linked.found.scores))


def _component(linked: Linked) -> Rows:
    compared, (low, high) = linked.found.compared, linked.decided.links
    links = compared.where(compared.linked)
    ends = np.concatenate((links.low, low)), np.concatenate((links.high, high))
    return components(len(linked.table), *ends)


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
