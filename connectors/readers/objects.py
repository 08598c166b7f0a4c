"""Rows that carry the names of their own columns, as JSON objects and XML elements do.

Such a row may leave out what is blank, so the contract is compared with the names of all rows together, before any row
is given on; until then the wanted columns are kept in memory, as mapping will hold them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

import pyarrow as pa

from connectors.contract import fit, header_key
from connectors.damage import DamagedFile
from connectors.readers.canonical import canonical
from connectors.reading import Reading, Wanted
from schema.errors import ContractDrift

Row = Mapping[str, object]

_ENOUGH = 10
"""With fewer rows a column that none of them has may simply be blank in all."""
_BATCH = 20_000
_INEXACT = 1e15
"""From here on a floating number has lost digits: it is landed with its exponent and must not pass for a code."""


def reading_of(rows: Iterable[Row], wanted: Wanted, place: str, arrays: Sequence[str] = ()) -> Reading:
    """The rows as a reading: read to the end for the names of all of them; what is wanted is kept as Arrow columns.

    `arrays` are the columns that hold lists, landed as compact JSON text.  A list or an object anywhere else is drift.
    """
    found = _Columns(wanted, frozenset((*arrays, *wanted.elements)), place)
    batches = [found.take(some) for some in _portions(rows)]
    given = list(found.names)
    if found.count < _ENOUGH:
        there = {header_key(name) for name in given}
        absent = [name for name in wanted.columns if header_key(name) not in there]
        given += [name for name in absent if found.count == 0 or name not in wanted.key]
    return Reading(batches, fit(wanted, given, place).new_columns)


def unique(pairs: Iterable[tuple[str, object]], where: str) -> dict[str, object]:
    """A row made of name and value pairs; DamagedFile where one name comes twice."""
    row: dict[str, object] = {}
    for name, value in pairs:
        if name in row:
            raise DamagedFile(
                f"column '{name[:60]}' is there twice in one row",
                where=where,
                next_step="ask the owner which of the two counts and to deliver again",
            )
        row[name] = value
    return row


class _Columns:
    """Makes wanted columns of rows, and learns the names that there are."""

    def __init__(self, wanted: Wanted, lists: frozenset[str], place: str) -> None:
        self.names: dict[str, None] = {}
        self.count = 0
        self._wanted, self._lists, self._place = wanted, lists, place
        self._columns = {header_key(column): column for column in wanted.columns}
        self._taken: dict[str, str] = {}

    def take(self, rows: list[Row]) -> pa.RecordBatch:
        """A name that comes later was blank in the rows before; two that mean one column are refused in the end."""
        self.count += len(rows)
        for row in rows:
            if not self.names.keys() >= row.keys():
                self._learn(row)
        columns = [self._values(rows, column) for column in self._wanted.columns]
        return pa.RecordBatch.from_arrays(columns, schema=self._wanted.arrow_schema)

    def _learn(self, row: Row) -> None:
        for name in row:
            if name not in self.names:
                self.names[name] = None
                self._taken.setdefault(self._columns.get(header_key(name), ""), name)

    def _values(self, rows: list[Row], column: str) -> pa.Array:
        if column not in self._taken:
            return pa.nulls(len(rows), pa.string())
        name = self._taken[column]
        return _column([row.get(name) for row in rows], column, self._lists, self._wanted, self._place)


def _column(values: list[object], column: str, lists: frozenset[str], wanted: Wanted, place: str) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except pa.ArrowException:  # not all of them are texts
        return pa.array([_text(value, column, lists, wanted, place) for value in values], pa.string())


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, _BATCH)):
        yield some


def _text(value: object, column: str, lists: frozenset[str], wanted: Wanted, place: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        if column not in lists or isinstance(value, dict):
            raise _other_type(value, column, wanted, place)
        return canonical(_kept(value, wanted.elements.get(column)))
    if isinstance(value, float) and abs(value) >= _INEXACT:
        return repr(value).upper()
    return canonical(value)


def _kept(elements: list[object], attributes: tuple[str, ...] | None) -> list[object]:
    """Only the attributes that the declaration maps."""
    if not attributes:
        return elements
    return [{key: one.get(key) for key in attributes} if isinstance(one, dict) else one for one in elements]


def _other_type(value: object, column: str, wanted: Wanted, place: str) -> ContractDrift:
    kind = "an object" if isinstance(value, dict) else "a list"
    return ContractDrift(
        f"column '{column}' holds {kind}",
        where=f"{wanted.where} {place}",
        next_step="ask the owner what changed, then correct the department's declaration",
    )
