"""Where refused values and rows stand: batch, key, column and rule; the values themselves are nowhere."""

from dataclasses import dataclass
from importlib import resources

import duckdb
import pyarrow as pa

from pipelines.settings import Settings
from pipelines.stores import looking


@dataclass(frozen=True)
class Refused:
    """One refused value, or one row kept apart."""

    batch_id: str
    table_name: str
    row_number: int | None
    """Of a row kept apart: its place in the batch, from 1."""
    source_key: str | None
    column: str | None
    """Of a refused value: the column it was meant for."""
    reason: str


@dataclass(frozen=True)
class Counted:
    """One reason for which values or rows of one table are refused."""

    system: str
    table_name: str
    column: str | None
    reason: str


def counted(settings: Settings) -> dict[Counted, int]:
    """How much is refused now, by reason."""
    with looking(settings) as connection:
        return counted_in(connection)


def counted_in(connection: duckdb.DuckDBPyConnection) -> dict[Counted, int]:
    """The same, of a workshop that is open."""
    rows = connection.execute(_statement("refused_counts")).fetchall()
    return {Counted(*reason): count for *reason, count in rows}


def kept_apart(settings: Settings, system: str, limit: int) -> list[Refused]:
    """What of one system is refused now, rows first."""
    with looking(settings) as connection:
        rows = connection.execute(_statement("refused"), {"system": system, "limit": limit}).fetchall()
    return [Refused(*row) for row in rows]


def problems_of(settings: Settings, system: str) -> pa.Table:
    """`batch_id`, then the columns of `connectors.mapping.refusals.PROBLEM`."""
    with looking(settings) as connection:
        return connection.execute(_statement("refused_problems"), {"system": system}).to_arrow_table()


def _statement(name: str) -> str:
    return resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
