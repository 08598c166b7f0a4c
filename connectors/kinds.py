"""Kinds of column types: what the values of a column are, whatever a database or a format calls its type.

The hub lands texts, so that a column may grow from one type to another of its kind; of another kind it means something
else.
"""

from collections.abc import Mapping

import pyarrow as pa
import sqlalchemy as sa

from connectors.reading import Wanted
from schema.errors import ContractDrift

_OF_SQL: tuple[tuple[type[sa.types.TypeEngine[object]] | type[object], str], ...] = (
    (sa.Boolean, "truth"),
    (sa.Integer, "number"),
    (sa.Numeric, "number"),
    (sa.DateTime, "time"),
    (sa.Date, "day"),
    (sa.String, "text"),
)


def kind_of_sql(column: sa.types.TypeEngine[object]) -> str:
    """Of a reflected type; '' for one that is none of ours."""
    return next((kind for known, kind in _OF_SQL if isinstance(column, known)), "")


def kind_of_arrow(column: pa.DataType) -> str:
    """Of an Arrow type; '' for one that is none of ours."""
    kind = column.value_type if pa.types.is_dictionary(column) else column
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return "number"
    if pa.types.is_timestamp(kind):
        return "time"
    return "day" if pa.types.is_date(kind) else "truth" if pa.types.is_boolean(kind) else ""


def check_kinds(before: Mapping[str, str], now: Mapping[str, str], wanted: Wanted, source: str) -> None:
    """Raise ContractDrift for columns that hold another kind of value than in the delivery before."""
    changed = [
        f"column '{name}' was a {before[name]} and is a {kind}"
        for name, kind in now.items()
        if kind and before.get(name) not in (None, "", kind)
    ]
    if changed:
        raise ContractDrift(
            "; ".join(changed),
            where=f"{wanted.where} {source}",
            next_step="ask the owner what changed; if it is right, correct the declaration and sync with --approve",
        )
