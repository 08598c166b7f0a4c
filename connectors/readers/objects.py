"""Rows that carry the names of their own columns, as JSON objects and XML elements do.

Such a row may leave out what is blank, so the contract is compared with the names of all rows together, before any row
is given on.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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


def reading_of(rows: Callable[[], Iterable[Row]], wanted: Wanted, place: str, arrays: Sequence[str] = ()) -> Reading:
    """The rows as a reading: gone through twice, for the names and for the values.

    `arrays` are the columns that hold lists, landed as compact JSON text.  A list or an object anywhere else is drift.
    """
    names, count = _survey(rows())
    given = list(names)
    if count < _ENOUGH:
        there = {header_key(name) for name in names}
        absent = [name for name in wanted.columns if header_key(name) not in there]
        given += [name for name in absent if count == 0 or name not in wanted.key]
    header = fit(wanted, given, place)
    taken = {column: given[position] for column, position in header.positions.items()}
    lists = frozenset((*arrays, *wanted.elements))
    return Reading(_batches(rows(), taken, lists, wanted, place), header.new_columns)


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


def _survey(rows: Iterable[Row]) -> tuple[dict[str, None], int]:
    names: dict[str, None] = {}
    count = 0
    for row in rows:
        count += 1
        if not names.keys() >= row.keys():
            names.update(dict.fromkeys(row))
    return names, count


def _batches(
    rows: Iterable[Row], taken: Mapping[str, str], lists: frozenset[str], wanted: Wanted, place: str
) -> Iterator[pa.RecordBatch]:
    for some in _portions(rows):
        columns = [
            _column([row.get(name) for row in some], column, lists, wanted, place) for column, name in taken.items()
        ]
        yield pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema)


def _column(values: list[object], column: str, lists: frozenset[str], wanted: Wanted, place: str) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except pa.ArrowException:  # not all of them are texts
        return pa.array([_text(value, column, lists, wanted, place) for value in values], pa.string())


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    for row in rows:
        some.append(row)
        if len(some) == _BATCH:
            yield some
            some = []
    if some:
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
