"""The relation that each record class stands for: its name, its columns, their DuckDB types and definitions."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Union, get_args, get_origin, get_type_hints

from schema.fields import Column
from schema.records import Mention

_DUCKDB_TYPES: dict[object, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    bool: "BOOLEAN",
    float: "DOUBLE",
    date: "DATE",
    datetime: "TIMESTAMP",
    Decimal: "DECIMAL(18,2)",
    tuple[str, ...]: "VARCHAR[]",
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """One column of a relation: its name, its DuckDB type, and its definition."""

    name: str
    duckdb_type: str
    nullable: bool
    definition: Column


def relation_name(record: type[Mention]) -> str:
    """`CourtCase` → `court_case`: the name of the relation, its Parquet file and its table."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in record.__name__).lstrip("_")


def attributes(record: type[Mention]) -> Iterator[Attribute]:
    """The columns of a record's relation in order, those of `Mention` first."""
    hints = get_type_hints(record, include_extras=True)
    for name in record.model_fields:
        python_type, definition = get_args(hints[name])[:2]
        members = _members(python_type)
        plain = next(member for member in members if member is not type(None))
        yield Attribute(name, _DUCKDB_TYPES[plain], type(None) in members, definition)


def _members(python_type: object) -> tuple[object, ...]:
    if get_origin(python_type) in (Union, types.UnionType):
        return get_args(python_type)
    return (python_type,)
