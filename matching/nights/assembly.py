"""An index put together from named arrays: those that a whole run left, and those that nights have put beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from matching.nights.arrays import Array
from matching.nights.books import Book
from matching.nights.index import ComparedPairs, Index, Slots
from matching.nights.postings import Postings
from matching.nights.statistics import Tallies, Tally, Values

Arrays = Mapping[str, Array]

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


def slots_and_pairs(arrays: Arrays) -> tuple[Slots, ComparedPairs]:
    """What a night writes anew as a whole."""
    slots = Slots(*(arrays[f"slots.{part.name}"] for part in fields(Slots)))
    return slots, ComparedPairs(*(arrays[f"pairs.{part.name}"] for part in fields(ComparedPairs)))


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
    for part in fields(Slots):
        yield f"slots.{part.name}", getattr(index.slots, part.name)
    for part in fields(ComparedPairs):
        yield f"pairs.{part.name}", getattr(index.pairs, part.name)
    for name, postings in index.postings.items():
        yield list_name(name), postings.added
    for name, tally in index.tallies.terms.items():
        yield from book_arrays(counts_name(name), tally.counts.later_keys, tally.counts.later_counts)
        yield from book_arrays(pairs_name(name), tally.pairs.later_keys, tally.pairs.later_counts)
    for name, values in index.tallies.values.items():
        yield from book_arrays(values_name(name), values.counts.later_keys, values.counts.later_counts)
