"""The one question asked of a table, in SQLAlchemy's words: the wanted columns of the rows that may be new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from connectors.readers.canonical import SHANGHAI, moment

Expression = sa.ColumnElement[Any]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Query:
    """A table, the reflected types of its wanted columns by delivered name, and the point from which rows are wanted.

    `names` are the wanted names, in the same order as the columns.
    """

    table: str
    columns: dict[str, sa.types.TypeEngine[Any]]
    names: tuple[str, ...]
    cursor: str | None = None
    """The delivered name of the cursor column."""
    since: datetime | None = None
    """Asia/Shanghai, without zone; rows at or after it and rows with a blank cursor are wanted; None: all rows."""
    limit: int | None = None

    def select(self, dialect: str, form: Callable[[str, Expression], Expression] | None = None) -> sa.Select[Any]:
        """The columns as the driver gives them, or each in a form made from its delivered name."""
        typed: dict[str, Expression] = {name: sa.column(name, kind) for name, kind in self.columns.items()}
        # without a type SQLAlchemy leaves the driver's values alone
        what = [sa.column(name) if form is None else form(name, column) for name, column in typed.items()]
        query = sa.select(*(item.label(name) for item, name in zip(what, self.names, strict=True)))
        query = query.select_from(sa.table(self.table)).limit(self.limit)
        if self.since is None or self.cursor is None:
            return query
        cursor = typed[self.cursor]
        return query.where(sa.or_(_not_before(self.since, cursor, dialect), cursor.is_(None)))


def _not_before(since: datetime, cursor: Expression, dialect: str) -> Expression:
    if dialect != "sqlite":
        zone = SHANGHAI if getattr(cursor.type, "timezone", False) else None
        return cursor >= sa.literal(since.replace(tzinfo=zone), sa.DateTime)
    # times are texts there: a blank after the date, and no time at midnight, can only take in more rows
    texts = cursor >= sa.literal(moment(since).removesuffix(" 00:00:00"), sa.String)
    # a text that states its zone can be of another day; landing drops what it knows
    zoned = sa.or_(
        cursor.op("GLOB")(sa.literal("*:*[+-]*", sa.String)), cursor.op("GLOB")(sa.literal("*:*Z", sa.String))
    )
    # most rows are older than that: they are done with after one comparison
    return (cursor >= sa.literal(moment(since - _DAY), sa.String)) & sa.or_(texts, zoned)
