"""The names of an address as one row: what a head of texts says, whether it lies in the district, and if not, where."""

from collections.abc import Iterable
from functools import lru_cache

import pyarrow as pa

from schema.normalize.address.components import Part
from schema.normalize.address.head import Head, read_head
from schema.normalize.address.tail import Read, read_tail
from schema.normalize.address.tokens import starts_with_house_number
from schema.normalize.divisions import divisions
from schema.normalize.gazetteer import Gazetteer

HEAD_SCHEMA = pa.schema(
    [
        ("head_id", pa.int32()),
        ("outside", pa.string()),
        *((name, pa.string()) for name in ("street", "community", "grp", "road", "crossing", "number", "compound")),
        *((name, pa.string()) for name in ("building", "unit", "room", "named_hamlet", "hamlet")),
        ("by_compound", pa.bool_()),
    ]
)
"""`outside` is the district where it is another than home; `hamlet` the last name where it may be a natural village;
`by_compound` says whether a numbered end follows a compound's name."""
TAIL_SCHEMA = pa.schema(
    [
        ("tail_id", pa.int32()),
        ("by_compound", pa.bool_()),
        ("starts_with_number", pa.bool_()),
        *((name, pa.string()) for name in ("number", "building", "unit", "room")),
    ]
)
_DEEP = (Part.NUMBER, Part.BUILDING, Part.UNIT, Part.ROOM)
_COMPOUND_LIKE = frozenset({Part.COMPOUND, Part.PHASE})


def head_rows(ids: Iterable[int], heads: Iterable[str], gazetteer: Gazetteer) -> pa.Table:
    """One row a head."""
    rows: list[tuple[object, ...]] = [
        (number, *_head_row(read_head(head, gazetteer), gazetteer)) for number, head in zip(ids, heads, strict=True)
    ]
    return _table(rows, HEAD_SCHEMA)


def tail_rows(ids: Iterable[int], tails: Iterable[str], by_compound: Iterable[bool]) -> pa.Table:
    """One row a numbered end and way of reading it: behind a compound's name, or behind a road."""
    rows: list[tuple[object, ...]] = []
    for number, tail, inside in zip(ids, tails, by_compound, strict=True):
        values = _values(read_tail(tail, Part.COMPOUND if inside else Part.ROAD).parts)
        rows.append((number, inside, starts_with_house_number(tail), *(values.get(part) for part in _DEEP)))
    return _table(rows, TAIL_SCHEMA)


def _table(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else (() for _ in schema)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def _values(parts: tuple[Read, ...]) -> dict[Part, str]:
    found: dict[Part, str] = {}
    for read in parts:
        found.setdefault(read.part, read.value)
    return found


def _head_row(head: Head, gazetteer: Gazetteer) -> tuple[object, ...]:
    values = _values(head.parts)
    roads = [read.value for read in head.parts if read.part is Part.ROAD]
    road = roads[0] + values.get(Part.LANE, "") if roads else values.get(Part.LANE)
    return (
        _outside(head, values, gazetteer),
        values.get(Part.STREET),
        values.get(Part.COMMUNITY),
        values.get(Part.GROUP),
        road,
        roads[1] if len(roads) > 1 and Part.NUMBER not in values else None,
        values.get(Part.NUMBER),
        _compound(head.parts),
        values.get(Part.BUILDING),
        values.get(Part.UNIT),
        values.get(Part.ROOM),
        values.get(Part.HAMLET),
        head.parts[-1].value if head.is_hamlet else None,
        head.after in _COMPOUND_LIKE,
    )


def _compound(parts: tuple[Read, ...]) -> str | None:
    """The compound's names joined, with its phase; a development zone stands in where there is nothing else."""
    named = "".join(read.value for read in parts if read.part in _COMPOUND_LIKE)
    if not named and not any(read.part in (Part.ROAD, Part.LANE) for read in parts):
        named = "".join(read.value for read in parts if read.part is Part.ZONE)
    return named or None


def _outside(head: Head, values: dict[Part, str], gazetteer: Gazetteer) -> str | None:
    """Province, city and county in full where the text says another district than home; None at home."""
    named = [values[part] for part in (Part.PROVINCE, Part.CITY, Part.DISTRICT) if part in values]
    if not named or named[-1] in gazetteer.districts:
        return None
    above = _above(head.codes[0]) if len(head.codes) == 1 else ()
    return "".join(dict.fromkeys([*above, *named]))


@lru_cache(maxsize=10_000)
def _above(code: str) -> tuple[str, ...]:
    """Province and prefecture of a division."""
    last = divisions()[code][-1]
    return tuple(name for name in (last.province, last.prefecture) if name and name != last.name)
