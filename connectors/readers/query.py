"""The one question asked of a table, in SQLAlchemy's words: the wanted columns of the rows that may be new."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from connectors.readers.canonical import SHANGHAI, moment

Expression = sa.ColumnElement[Any]


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

    def select(self, dialect: str, form: Callable[[str, Expression], Expression] | None = None) -> sa.Select[Any]:
        """The columns as the driver gives them, or each in a form made from its delivered name."""
        typed: dict[str, Expression] = {name: sa.column(name, kind) for name, kind in self.columns.items()}
        # without a type SQLAlchemy leaves the driver's values alone
        what = [sa.column(name) if form is None else form(name, column) for name, column in typed.items()]
        query = sa.select(*(item.label(name) for item, name in zip(what, self.names, strict=True)))
        query = query.select_from(sa.table(self.table))
        if self.since is None or self.cursor is None:
            return query
        cursor = typed[self.cursor]
        return query.where(sa.or_(cursor >= _literal(self.since, cursor.type, dialect), cursor.is_(None)))


def _literal(since: datetime, kind: sa.types.TypeEngine[Any], dialect: str) -> sa.BindParameter[Any]:
    if dialect == "sqlite":
        # times are texts there: a blank after the date, and no time at midnight, can only take in more rows
        return sa.literal(moment(since).removesuffix(" 00:00:00"), sa.String)
    return sa.literal(since.replace(tzinfo=SHANGHAI) if getattr(kind, "timezone", False) else since, sa.DateTime)
