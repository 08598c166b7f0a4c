"""An index put together from named arrays: those that a whole run left, and those that nights have put beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pyarrow as pa

from matching.columns import Ints, Rows
from matching.hashing import Hashes
from matching.nights.arrays import Array
from matching.nights.books import Book
from matching.nights.grown import Grown, Patched, flags_of
from matching.nights.index import Index, Slots
from matching.nights.pairs import NO_PAIRS, NO_PLACES, AllPairs, ComparedPairs
from matching.nights.postings import Postings
from matching.nights.rows import InputRows
from matching.nights.statistics import Tallies, Tally, Values
from matching.term_frequency import Yardstick

Arrays = Mapping[str, Array]


@dataclass(frozen=True)
class Parts:
    """What a whole run left, and what nights put beside it: arrays by name, and rows."""

    base: Arrays
    rows: pa.Table
    night: Arrays
    added: pa.Table

    def grown(self, name: str) -> Grown:
        """An array of the whole run with what nights added."""
        base = self.base[name]
        return Grown(base, self.night.get(name, base[:0]))


_NO_HASHES, _NO_COUNTS = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)


def list_name(name: str) -> str:
    """The array of a list's entries."""
    return f"list {name}"


def counts_name(column: str) -> str:
    """The book of how often terms of a column are counted."""
    return f"counts {column}"


def pairs_name(column: str) -> str:
    """The book of the terms of a column with the values beside them."""
    return f"pairs {column}"


def values_name(column: str) -> str:
    """The book of the values of a column that is counted beside others."""
    return f"values {column}"


def book_arrays(name: str, keys: Array, counts: Array) -> Iterator[tuple[str, Array]]:
    """The two arrays of a book."""
    yield f"{name}.keys", keys
    yield f"{name}.counts", counts


def row_arrays(order: Rows, slot_of: Rows, digests: Hashes) -> Iterator[tuple[str, Array]]:
    """What tells of the rows of a whole run; see `InputRows`."""
    yield from (("rows.order", order), ("rows.slot_of", slot_of), ("rows.digests", digests))


def slot_arrays(record_ids: Ints, asked: Array, component: Rows) -> Iterator[tuple[str, Array]]:
    """What tells of slots; see `Slots`."""
    yield from (("slots.record_ids", record_ids), ("slots.asked", asked), ("slots.component", component))


def pair_arrays(pairs: ComparedPairs) -> Iterator[tuple[str, Array]]:
    """Pairs, column by column."""
    for part in fields(ComparedPairs):
        yield f"pairs.{part.name}", getattr(pairs, part.name)


def assembled(
    parts: Parts,
    lists: Iterable[str],
    numbers: Mapping[str, Any],
    yardstick: Yardstick,
    decisions: pa.Table,
    *,
    base: str,
) -> Index:
    """The index; `numbers` as `numbers_of` gives them."""
    slots = len(parts.grown("slots.record_ids"))
    alive = parts.night.get("slots.alive")
    return Index(
        slots=Slots(
            parts.grown("slots.record_ids"),
            np.ones(slots, dtype=bool) if alive is None else flags_of(alive, slots),
            parts.grown("slots.asked"),
        ),
        postings=postings_of(parts.base, parts.night, lists),
        tallies=tallies_of(parts.base, parts.night, numbers),
        yardstick=yardstick,
        pairs=AllPairs(_pairs(parts.base), parts.night.get("pairs.gone", NO_PLACES), _pairs(parts.night)),
        component=_component(parts),
        rows=InputRows(
            parts.rows, parts.base["rows.order"], parts.base["rows.slot_of"], parts.added, parts.grown("rows.digests")
        ),
        decisions=decisions,
        base=base,
    )


def _pairs(arrays: Arrays) -> ComparedPairs:
    names = [f"pairs.{part.name}" for part in fields(ComparedPairs)]
    return ComparedPairs(*(arrays[name] for name in names)) if names[0] in arrays else NO_PAIRS


def _component(parts: Parts) -> Patched:
    every = Patched.of(parts.base["slots.component"])
    places = parts.night.get("component.places")
    if places is None:
        return every
    return Patched(parts.grown("slots.component"), places, parts.night["component.values"])


def postings_of(base: Arrays, night: Arrays, lists: Iterable[str]) -> dict[str, Postings]:
    """The lists of these names."""
    names = ((name, list_name(name)) for name in lists)
    return {name: Postings(base[array], night.get(array, _NO_HASHES)) for name, array in names}


def tallies_of(base: Arrays, night: Arrays, numbers: Mapping[str, Any]) -> Tallies:
    """What is counted; `numbers` as `numbers_of` gives them."""

    def book(name: str) -> Book:
        later = night.get(f"{name}.keys", _NO_HASHES), night.get(f"{name}.counts", _NO_COUNTS)
        return Book(base[f"{name}.keys"], base[f"{name}.counts"], *later)

    terms = {
        name: Tally(book(counts_name(name)), book(pairs_name(name)), of["records"], np.array(of["seen"], np.int64))
        for name, of in numbers["terms"].items()
    }
    return Tallies(terms, {name: Values(book(values_name(name)), of) for name, of in numbers["values"].items()})


def numbers_of(tallies: Tallies) -> dict[str, Any]:
    """What tallies hold besides books."""
    terms = {name: {"records": tally.records, "seen": tally.seen.tolist()} for name, tally in tallies.terms.items()}
    return {"terms": terms, "values": {name: values.distinct for name, values in tallies.values.items()}}


def night_arrays(index: Index) -> Iterator[tuple[str, Array]]:
    """What stands beside the arrays of a whole run."""
    yield "rows.digests", index.rows.digests.added
    yield "slots.alive", np.packbits(index.slots.alive)
    yield from slot_arrays(index.slots.record_ids.added, index.slots.asked.added, index.component.grown.added)
    yield "component.places", index.component.places
    yield "component.values", index.component.values
    yield "pairs.gone", index.pairs.gone
    yield from pair_arrays(index.pairs.added)
    for name, postings in index.postings.items():
        yield list_name(name), postings.added
    for name, tally in index.tallies.terms.items():
        yield from book_arrays(counts_name(name), tally.counts.later_keys, tally.counts.later_counts)
        yield from book_arrays(pairs_name(name), tally.pairs.later_keys, tally.pairs.later_counts)
    for name, values in index.tallies.values.items():
        yield from book_arrays(values_name(name), values.counts.later_keys, values.counts.later_counts)
