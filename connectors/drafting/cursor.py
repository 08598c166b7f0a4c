"""The column of a database's table that tells when each row was changed last."""

from connectors.contract import header_key
from connectors.drafting.sample import Column, TableSample
from connectors.drafting.vocabulary import CHANGED
from schema.normalize.dates import moment_cleaner

_TIMES = ("time", "day", "")
"""Kinds of types; '' is a type that the database does not tell."""
_ALWAYS = 0.95
_LOOKED_AT = 20
_clean = moment_cleaner("cursor")


def cursor_of(table: TableSample) -> Column | None:
    """A time in nearly every row, called so, else the last one with hours; None: each delivery is the whole table."""
    if table.reader is not None:
        return None
    times = [column for column in table.columns if column.filled >= _ALWAYS and _is_time(column)]
    named = [column for column in times if CHANGED.search(header_key(column.name))]
    exact = [column for column in times if all(":" in text for text in column.distinct[:_LOOKED_AT])]
    return next(iter([*named, *reversed(exact)]), None)


def _is_time(column: Column) -> bool:
    texts = column.distinct[:_LOOKED_AT]
    if column.kind not in _TIMES and not all("-" in text for text in texts):
        return False  # SQLite takes a type that it does not know for a number's
    return all(_clean(text).values[0] is not None for text in texts)
