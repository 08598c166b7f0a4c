"""A sample of a live database: tables, types and primary keys by SQLAlchemy's inspection, and the first rows."""

from collections.abc import Iterable

import sqlalchemy as sa

from connectors.declaring import did_you_mean
from connectors.drafting.cursor import cursor_of
from connectors.drafting.sample import SystemSample, TableSample, read_columns, wanted_of
from connectors.readers.sql import connected, read_table
from connectors.reading import Location
from schema.errors import NotFound


def sample_database(location: Location, table: str | None) -> SystemSample:
    """One table, or all of the database; raises SourceUnreachable, or NotFound where there is no such table."""
    with connected(location, wanted_of("database", ())) as connection:
        inspector = sa.inspect(connection)
        names = _chosen([*inspector.get_table_names(), *inspector.get_view_names()], table)
        tables = tuple(_table(location, inspector, name) for name in names)
    return SystemSample(tables, "CursorSql()" if all(map(cursor_of, tables)) else "FullSql()")


def _chosen(there: list[str], table: str | None) -> Iterable[str]:
    if table is None:
        return there
    if table not in there:
        raise NotFound(f"the database has no table '{table}'", next_step=did_you_mean(table, there))
    return (table,)


def _table(location: Location, inspector: sa.Inspector, name: str) -> TableSample:
    wanted = wanted_of(name, [column["name"] for column in inspector.get_columns(name)])
    key = tuple(inspector.get_pk_constraint(name)["constrained_columns"])
    return TableSample(name, read_columns(wanted, read_table(location, wanted, None)), key)
