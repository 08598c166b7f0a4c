"""JSON items as rows: the contract over all items, only wanted attributes kept, repeated items dropped and counted."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from connectors.contract import fit, header_key
from connectors.readers.canonical import canonical
from connectors.reading import Reading, Wanted

Item = Mapping[str, Any]

_ENOUGH = 10
"""A service may leave out blank attributes: only with that many items does one in none of them count as gone."""


def reading_of(items: Sequence[Item], wanted: Wanted) -> tuple[Reading, int]:
    """The distinct items as rows, in order, and the number of repeated ones."""
    names = _names(items, wanted)
    header = fit(wanted, names)
    taken = {column: names[position] for column, position in header.positions.items()}
    rows: dict[tuple[str | None, ...], None] = {}
    for item in items:
        rows[tuple(_text(item.get(name), column, wanted) for column, name in taken.items())] = None
    columns = [pa.array(values, pa.string()) for values in zip(*rows, strict=True)]
    batch = pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema) if rows else None
    new = (*header.new_columns, *_new_attributes(items, wanted))
    return Reading([batch] if batch is not None else [], new), len(items) - len(rows)


def _names(items: Sequence[Item], wanted: Wanted) -> list[str]:
    names: dict[str, None] = {}
    for item in items:
        names.update(dict.fromkeys(item))
    if len(items) < _ENOUGH:
        needed = {*wanted.key, wanted.cursor} if items else set()
        there = {header_key(name) for name in names}
        absent = [name for name in wanted.columns if header_key(name) not in there and name not in needed]
        names.update(dict.fromkeys(absent))
    return list(names)


def _text(value: object, name: str, wanted: Wanted) -> str | None:
    if name in wanted.elements and isinstance(value, list):
        kept = wanted.elements[name]
        value = [{key: element.get(key) for key in kept} if isinstance(element, dict) else element for element in value]
    return canonical(value)


def _new_attributes(items: Sequence[Item], wanted: Wanted) -> list[str]:
    """Attributes of elements that the declaration does not name, as `column.attribute`."""
    found: dict[str, None] = {}
    for column in wanted.elements:
        for item in items:
            elements = item.get(column)
            for element in elements if isinstance(elements, list) else ():
                found.update(dict.fromkeys(f"{column}.{key}" for key in element if isinstance(element, dict)))
    return [name for name in found if name not in wanted.known]
